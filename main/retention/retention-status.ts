import type { AppError } from '../../shared/app-error.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { RetentionRule, SourceRetention } from '../../shared/retention.ts';
import type { Readers } from '../database/readers.ts';
import { readRetentionRules, readSourceSizes } from '../database/retention-reader.ts';
import { readSources } from '../database/source-reader.ts';

const keepAll: RetentionRule = { keepDays: null, keepBytes: null };

/** Each source with its rule and how much it holds, in the order in which they were added. */
export async function readSourceRetention(readers: Readers): Promise<Result<SourceRetention[], AppError>> {
  const [sources, rules, sizes] = await Promise.all([
    readSources(readers),
    readRetentionRules(readers),
    readSourceSizes(readers),
  ]);
  if (!sources.ok) return sources;
  if (!rules.ok) return rules;
  if (!sizes.ok) return sizes;
  return ok(
    sources.value.map(({ sourceId }) => ({
      sourceId,
      ...(rules.value.get(sourceId) ?? keepAll),
      ...(sizes.value.get(sourceId) ?? { events: 0, bytes: 0, oldestEventUs: null }),
    })),
  );
}
