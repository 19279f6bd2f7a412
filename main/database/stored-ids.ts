import type { DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import { IdFilter } from './id-filter.ts';
import { readPlainRows } from './row-values.ts';

/** So that a file which grows by a quarter while it is open needs no second layer. */
const ROOM_TO_GROW = 1.25;
const BYTES_OF_UUID = 16;

/**
 * Which events may be stored already, of the whole file and in memory: 3 to 6 bytes an event. What a transaction added
 * and then took back, or what retention removed, stays a "maybe", which only costs a look.
 *
 * Everything is done in the writer's queue, one after the other.
 */
export class StoredIds {
  #filter: IdFilter | null = null;
  #isStopped = false;

  /** Reads all ids once, in a stream; throws what DuckDB throws, and is then to be asked again. */
  async read(connection: DuckDBConnection): Promise<void> {
    if (this.#filter || this.#isStopped) return;
    const [count] = await readPlainRows(connection, 'SELECT count(*) AS n FROM events');
    const filter = new IdFilter(Number(count?.n) * ROOM_TO_GROW);
    const result = await connection.stream('SELECT event_id FROM events');
    for (;;) {
      const chunk = await result.fetchChunk();
      if (!chunk || chunk.rowCount === 0) break;
      if (this.#isStopped) return;
      addChunk(filter, chunk);
    }
    this.#filter = filter;
  }

  /** Before the first `read`, any id may be stored. */
  mayHold(id: string): boolean {
    return this.#filter?.mayHold(id) ?? true;
  }

  add(id: string): void {
    this.#filter?.add(id);
  }

  /** Lets a reading that is under way end early. */
  stop(): void {
    this.#isStopped = true;
  }
}

/** DuckDB keeps a UUID as a signed number of 128 bits, lowest byte first, with the uppermost bit turned round. */
function addChunk(filter: IdFilter, chunk: DuckDBDataChunk): void {
  const vector = duckdb.data_chunk_get_vector(chunk.chunk, 0);
  const bytes = duckdb.vector_get_data(vector, chunk.rowCount * BYTES_OF_UUID);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.byteLength; at += BYTES_OF_UUID) {
    filter.addWords(view.getInt32(at + 12, true) ^ -0x8000_0000, view.getInt32(at + 8, true));
  }
}
