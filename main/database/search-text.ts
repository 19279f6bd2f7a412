import type { NormalisedEvent } from '../../shared/normalised-event.ts';

/** Enough for every field that people search by; a pasted document inside a record is cut here. */
const MAX_LENGTH = 8_192;
const ASCII = /^[\0-\x7f]*$/;

/** The form in which text is searched: whoever looks for something folds it in the same way. */
export function foldText(text: string): string {
  return ASCII.test(text) ? text.toLowerCase() : text.normalize('NFC').toLowerCase().normalize('NFC');
}

/**
 * What free text looks in: the event's words, each once, on lines of their own so that no pattern matches across two.
 * Columns come first, so what is cut off a huge event is the end of its raw record.
 */
export function searchText(event: NormalisedEvent, raw: unknown, stream: string, vendor: string): string {
  const words = new WordList();
  const { ocsf } = event;
  for (const text of [
    ocsf.message,
    event.operation,
    event.actor,
    event.userName,
    event.userEmail,
    event.userUid,
    event.srcIp,
    event.deviceName,
    event.resource,
    event.secretType,
    stream,
    vendor,
    event.vendorEventId,
  ]) {
    if (text) words.add(text);
  }
  addStrings(raw, words);
  return words.text();
}

class WordList {
  readonly #seen = new Set<string>();
  #length = 0;

  get isFull(): boolean {
    return this.#length >= MAX_LENGTH;
  }

  add(text: string): void {
    if (this.isFull || text === '') return;
    const folded = foldText(text.length > MAX_LENGTH ? text.slice(0, MAX_LENGTH) : text);
    if (this.#seen.has(folded)) return;
    this.#seen.add(folded);
    this.#length += folded.length + 1;
  }

  /** Well formed also where the cut falls into a surrogate pair. */
  text(): string {
    const text = [...this.#seen].join('\n');
    return (text.length > MAX_LENGTH ? text.slice(0, MAX_LENGTH) : text).toWellFormed();
  }
}

/** An explicit stack: a record may be nested deeper than the call stack reaches. */
function addStrings(value: unknown, words: WordList): void {
  const open: unknown[] = [value];
  while (open.length > 0 && !words.isFull) {
    const part = open.pop();
    if (typeof part === 'string') words.add(part);
    else if (part !== null && typeof part === 'object') {
      const children: unknown[] = Object.values(part);
      for (let index = children.length - 1; index >= 0; index -= 1) open.push(children[index]);
    }
  }
}
