import { wordKey } from '../read-value.ts';

const indicators = ['exploit', 'pua'];
const malware = ['malware', 'ransomware', 'trojan', 'downloader'];

/** ECS category and type of a classification, as Elastic's activity pipeline tells them apart; neither for others. */
export function categoryOf(classification: string | null): {
  readonly category?: readonly string[];
  readonly type?: readonly string[];
} {
  const word = wordKey(classification);
  if (indicators.includes(word)) return { category: ['threat'], type: ['indicator'] };
  if (malware.includes(word)) return { category: ['malware'], type: ['info'] };
  return {};
}
