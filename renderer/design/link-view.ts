import { hasUnseen } from './visible-text.ts';

export interface LinkView {
  /** What the browser would be given: as the browser's own reading of the text spells it. */
  readonly address: string;
  /** Name and port as they are really asked for, in ASCII. */
  readonly host: string;
  /** What may deceive the eye, in sentences. */
  readonly warnings: readonly string[];
}

const LONGEST = 2_048;

/** What a text that is an https address leads to; null for any other text. Nothing is opened by it. */
export function viewLink(text: string): LinkView | null {
  const written = text.trim();
  if (written.length > LONGEST || !/^https:\/\//i.test(written)) return null;
  const url = URL.parse(written);
  if (url?.protocol !== 'https:' || url.host === '' || url.href.length > LONGEST) return null;
  return { address: url.href, host: url.host, warnings: warningsOf(written, url) };
}

function warningsOf(written: string, url: URL): string[] {
  const warnings: string[] = [];
  if (/(^|\.)xn--/i.test(url.hostname)) {
    warnings.push(
      'The host’s name has letters that can look like others. Above it stands as it is really asked for.',
    );
  }
  if (url.username !== '' || url.password !== '') {
    warnings.push('What stands before the @ is no host, though it may look like one.');
  }
  if (hasUnseen(written))
    warnings.push('The address has characters that can’t be seen; they are shown as signs.');
  return warnings;
}
