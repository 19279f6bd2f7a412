export interface Form {
  readonly form: string;
  /** What takes its place. */
  readonly marker: string;
}

export interface FormSearch {
  /** The text with a marker for every place that holds a form; the text itself where none does. */
  replaceIn(text: string): string;
}

/** The engine's own search is the fastest for so many forms, and its cost grows with each of them. */
const MOST_ONE_BY_ONE = 256;
/** How many first characters of a form are looked up; no form may be shorter. */
const HEAD = 6;
/** Characters compared for one search (a fraction of a second); ordinary records need a few thousand. */
const MOST_COMPARED = 50_000_000;
const TOO_MANY = '‹more like its secrets than can be searched›';

/** Forms of six or more characters, the same search for all texts of one record. */
export function createFormSearch(forms: readonly Form[]): FormSearch {
  if (forms.length <= MOST_ONE_BY_ONE) {
    return { replaceIn: (text) => withPlaces(text, placesOneByOne(text, forms)) };
  }
  const table = new FormTable(forms);
  return {
    replaceIn: (text) => {
      const places = table.placesIn(text);
      return places === null ? TOO_MANY : withPlaces(text, places);
    },
  };
}

/** What stands in a text from `start` to before `end`, and what takes its place. */
export interface FoundPlace {
  readonly start: number;
  readonly end: number;
  readonly marker: string;
}

function placesOneByOne(text: string, forms: readonly Form[]): FoundPlace[] {
  const places: FoundPlace[] = [];
  for (const { form, marker } of forms) {
    if (form.length > text.length) continue;
    for (let start = text.indexOf(form); start >= 0; start = text.indexOf(form, start + form.length)) {
      places.push({ start, end: start + form.length, marker });
    }
  }
  return places;
}

/**
 * A record may hold thousands of secrets, and each may stand in a megabyte of text: at each place the first characters
 * are looked up, then what has the length of a form that begins like this.
 */
class FormTable {
  readonly #byHead = new Map<number, Map<number, Map<string, string>>>();
  #compared = 0;

  constructor(forms: readonly Form[]) {
    for (const { form, marker } of forms) {
      const head = headAt(form, 0);
      const byLength = this.#byHead.get(head) ?? new Map<number, Map<string, string>>();
      this.#byHead.set(head, byLength);
      const sameLength = byLength.get(form.length) ?? new Map<string, string>();
      byLength.set(form.length, sameLength.set(form, marker));
    }
  }

  /** Null when the forms are made so that looking for them would take too long. */
  placesIn(text: string): FoundPlace[] | null {
    const places: FoundPlace[] = [];
    for (let start = 0; start <= text.length - HEAD; start += 1) {
      const byLength = this.#byHead.get(headAt(text, start));
      if (byLength === undefined) continue;
      for (const [length, forms] of byLength) {
        if (start + length > text.length) continue;
        this.#compared += length;
        const marker = forms.get(text.slice(start, start + length));
        if (marker !== undefined) places.push({ start, end: start + length, marker });
      }
      if (this.#compared > MOST_COMPARED) return null;
    }
    return places;
  }
}

function headAt(text: string, start: number): number {
  let head = 0;
  for (let at = start; at < start + HEAD; at += 1) head = (Math.imul(head, 31) + text.charCodeAt(at)) | 0;
  return head;
}

/** Places that overlap become one, so that no rest of a secret stays; its marker is that of the longest. */
export function withPlaces(text: string, places: FoundPlace[]): string {
  if (places.length === 0) return text;
  places.sort((a, b) => a.start - b.start || b.end - a.end);
  const parts: string[] = [];
  let written = 0;
  for (let at = 0; at < places.length; ) {
    const first = places[at] as FoundPlace;
    let longest = first;
    let { end } = first;
    for (at += 1; at < places.length; at += 1) {
      const next = places[at] as FoundPlace;
      if (next.start >= end) break;
      if (next.end - next.start > longest.end - longest.start) longest = next;
      end = Math.max(end, next.end);
    }
    parts.push(text.slice(written, first.start), longest.marker);
    written = end;
  }
  return parts.join('') + text.slice(written);
}
