import type { DuckDBConnection } from '@duckdb/node-api';
import { readPlainRows } from './row-values.ts';

export interface RebuildGain {
  /** By how many bytes the file would be smaller if it were written anew, about. */
  readonly freeable: number;
  readonly fileBytes: number;
}

/** Free blocks, and the share of rows that are removed and still lie among others. Of what was written out. */
export async function readRebuildGain(connection: DuckDBConnection): Promise<RebuildGain> {
  const [row] = await readPlainRows(
    connection,
    `SELECT block_size, total_blocks, used_blocks, free_blocks, (SELECT count(*) FROM events) AS kept,
       (SELECT sum(count) FROM pragma_storage_info('events')
        WHERE column_name = 'event_id' AND segment_type <> 'VALIDITY')::BIGINT AS rows_in_file
     FROM pragma_database_size() WHERE database_name = current_database()`,
  );
  const value = (name: string) => Number(row?.[name] ?? 0);
  const rowsInFile = value('rows_in_file');
  const removedShare = rowsInFile > 0 ? Math.max(0, 1 - value('kept') / rowsInFile) : 0;
  return {
    freeable: (value('free_blocks') + value('used_blocks') * removedShare) * value('block_size'),
    fileBytes: value('total_blocks') * value('block_size'),
  };
}
