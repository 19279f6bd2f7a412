import type { Fault } from '../faults.ts';
import type { EntroRow } from './generate-day.ts';

type RowsFault = Extract<Fault<EntroRow[]>, { kind: 'data' }>;

/** Changes of Entro's rows that an API was seen, or can be imagined, to make. Given to `faults.inject`. */
export const entroFaults = {
  /** The given rows come before the good ones, whatever their shape. */
  withRows: (...rows: readonly unknown[]): RowsFault => changing((good) => [...rows, ...good]),
  noRows: (): RowsFault => changing(() => []),
  repeatedRows: (): RowsFault => changing((rows) => [...rows, ...rows]),
  /** Every nth row is held back, as if it were written later; it is there again once the fault is taken away. */
  lateRows: (nth: number): RowsFault => changing((rows) => rows.filter((_, index) => index % nth !== 0)),
  /** One exposed value of this many characters. */
  hugeValue: (length: number, date: string): RowsFault =>
    changing((rows) => [
      ...rows,
      {
        date,
        results: {
          request_id: 'huge-value',
          secrets: [
            { secret_type: 'GENERIC_CREDS', exposed_value: 'huge fake '.repeat(length / 10), line_number: 1 },
          ],
        },
      },
    ]),
};

function changing(change: (rows: EntroRow[]) => readonly unknown[]): RowsFault {
  return { kind: 'data', change: (rows) => change(rows) as EntroRow[] };
}
