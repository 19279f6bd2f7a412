/** A word that may be text in base64, and too long to be one of a person's. */
const ENCODED_WORD = /[A-Za-z0-9+/_-]{24,}={0,2}/g;
/** Looked for first: it costs half as much as gathering them. */
const ANY_ENCODED_WORD = /[A-Za-z0-9+/_-]{24}/;
const HEX = /^[0-9a-fA-F-]+$/;
/** What is no text holds control characters, or bytes that are no UTF-8. */
const PRINTABLE = /^[\t\r\n\x20-\x7e\u00a0-\ufffc]+$/;
const SHORTEST_WORD = 24;
/** Longer ones are looked through as the text that they are. */
const LONGEST = 2_000_000;
const none: readonly string[] = [];

/** The JSON that a text is, as records carry it inside of their texts; undefined where it is none. */
export function jsonWithin(text: string): object | undefined {
  const first = text.charCodeAt(0);
  // { or [
  if ((first !== 0x7b && first !== 0x5b) || text.length < 8 || text.length > LONGEST) return undefined;
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null ? json : undefined;
  } catch {
    return undefined;
  }
}

/** The texts that words of a text are in base64. */
export function base64Within(text: string): readonly string[] {
  if (text.length < SHORTEST_WORD || text.length > LONGEST || !ANY_ENCODED_WORD.test(text)) return none;
  return (text.match(ENCODED_WORD) ?? []).flatMap((word) => {
    if (HEX.test(word)) return [];
    const decoded = Buffer.from(word, 'base64').toString('utf8');
    return PRINTABLE.test(decoded) ? [decoded] : [];
  });
}
