/** Cuts CSV text that arrives in pieces into rows of cells, as RFC 4180 has it: quoted cells may hold line breaks. */
export interface CsvSplitter {
  push(text: string): void;
  /** To be called after the last piece. False: the text ended inside a quoted cell, which is in the last row all the same. */
  end(): boolean;
  /** Length of what is held because its end has not come yet, its cells with it. */
  pendingLength(): number;
}

export const csvDelimiters = [',', ';', '\t', '|'] as const;

const QUOTE = '"';
/** What a cell takes in memory, be it empty. */
const bytesOfCell = 8;

export function createCsvSplitter(delimiter: string, onRow: (cells: readonly string[]) => void): CsvSplitter {
  let cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  /** A quote came inside a quoted cell: the next character says whether it was its end. */
  let mayBeEnd = false;
  let endsWithReturn = false;
  let heldLength = 0;
  let pending = 0;

  function endRow(): void {
    cells.push(cell);
    cell = '';
    heldLength = 0;
    pending = 0;
    if (cells.length > 1 || cells[0] !== '') onRow(cells);
    cells = [];
  }

  /** Takes up to the next character that means something; answers with where that stands. */
  function takePlain(text: string, from: number): number {
    for (let index = from; index < text.length; index++) {
      const character = text[index];
      const isTelling = isQuoted
        ? character === QUOTE
        : character === delimiter || character === '\n' || character === '\r' || character === QUOTE;
      if (!isTelling) continue;
      cell += text.slice(from, index);
      return index;
    }
    cell += text.slice(from);
    return text.length;
  }

  function takeTelling(character: string): void {
    if (mayBeEnd) {
      mayBeEnd = false;
      if (character === QUOTE) {
        cell += QUOTE;
        return;
      }
      isQuoted = false;
    } else if (isQuoted) {
      mayBeEnd = true;
      return;
    }
    if (character === delimiter) {
      cells.push(cell);
      heldLength += cell.length + bytesOfCell;
      cell = '';
    } else if (character === '\n') endRow();
    else if (character === QUOTE && cell === '') isQuoted = true;
    else cell += character;
  }

  return {
    push(text) {
      // Line ends are one character from here on; a pair may be cut between two pieces.
      const whole = (endsWithReturn ? '\r' : '') + text;
      endsWithReturn = whole.endsWith('\r');
      const plain = (endsWithReturn ? whole.slice(0, -1) : whole).replaceAll(/\r\n?/g, '\n');
      for (let index = 0; index < plain.length; index++) {
        if (!mayBeEnd) index = takePlain(plain, index);
        const character = plain[index];
        if (character !== undefined) takeTelling(character);
      }
      pending = cell.length + heldLength;
    },
    end() {
      const isWhole = !isQuoted || mayBeEnd;
      if (cell !== '' || cells.length > 0) endRow();
      return isWhole;
    },
    pendingLength: () => pending,
  };
}
