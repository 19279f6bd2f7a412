/** More than anyone reads in a list or asks for by value. The record beside it has the text whole. */
const LONGEST_TEXT = 16_384;
/** A document that is shorter than this as JSON stays as it is. */
const LONG_DOCUMENT = 65_536;

/**
 * A text that is made of a record, for a column of its own. DuckDB holds 2,048 rows of a column at a time, so that a
 * vendor who writes a megabyte into each of a thousand records would have every one of them in memory several times over.
 */
export function shortenText(text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  const left = text.length - LONGEST_TEXT;
  return `${text.slice(0, LONGEST_TEXT).toWellFormed()}… ‹${left.toLocaleString('en')} more characters in the record›`;
}

/** The same for every text of a form that was made of a record. `json` is the form as it would be stored. */
export function shortenDocument(json: string): string {
  if (json.length <= LONG_DOCUMENT) return json;
  return JSON.stringify(JSON.parse(json), (_key, value: unknown) =>
    typeof value === 'string' ? shortenText(value) : value,
  );
}
