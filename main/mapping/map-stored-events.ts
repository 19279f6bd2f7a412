import type { AppError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { StreamDefinition } from '../collector/stream-definition.ts';
import { createTimeSlices } from '../collector/time-slices.ts';
import { jsonText } from '../database/event-columns.ts';
import {
  type EventToMap,
  type PieceEnd,
  readEventsToMap,
  type StreamOfEvents,
} from '../database/mapping-reader.ts';
import type { Readers } from '../database/readers.ts';
import type { EventToStore } from '../database/stored-page.ts';
import type { Writer } from '../database/writer.ts';
import { secretMarker } from '../secrets/vault.ts';
import { cancelled } from './cancelled.ts';

export interface StreamToMap {
  readonly of: StreamOfEvents;
  readonly stream: StreamDefinition;
  readonly readers: Readers;
  readonly writer: Pick<Writer, 'replaceEvents'>;
  readonly signal: AbortSignal;
  /** Told of each piece: how many events were looked at, and how many of them have a new form. */
  onPiece(done: number, changed: number): void;
}

/** One transaction each, between which other pages are stored. */
const EVENTS_IN_A_PIECE = 2_000;

/**
 * Maps a stream's events anew, in the order of time, that an older mapping made or that none knew. Each piece is
 * stored for itself, and what it holds is up to date from then on: after a crash the next run finds only the rest.
 */
export async function mapStoredEvents(work: StreamToMap): Promise<Result<null, AppError>> {
  const { of, stream, readers, writer, signal } = work;
  let after: PieceEnd | null = null;
  for (;;) {
    const piece: Result<EventToMap[], AppError> = await readEventsToMap(
      readers,
      of,
      stream.mappingVersion,
      after,
      EVENTS_IN_A_PIECE,
      signal,
    );
    if (!piece.ok) return piece;
    const last = piece.value.at(-1);
    if (!last) return ok(null);
    const mapped = await mapPiece(piece.value, stream, signal);
    if (!mapped) return failed(cancelled());
    const replaced = await writer.replaceEvents({ ...of, ...mapped, mappingVersion: stream.mappingVersion });
    if (!replaced.ok) return replaced;
    work.onPiece(piece.value.length, replaced.value);
    after = last;
  }
}

interface MappedPiece {
  readonly events: readonly EventToStore[];
  readonly unchanged: readonly PieceEnd[];
}

async function mapPiece(
  piece: readonly EventToMap[],
  stream: StreamDefinition,
  signal: AbortSignal,
): Promise<MappedPiece | null> {
  const slices = createTimeSlices();
  const events: EventToStore[] = [];
  const unchanged: PieceEnd[] = [];
  for (const stored of piece) {
    const event = mapEvent(stored, stream);
    if (event && !isAsBefore(stored, event)) events.push(event);
    else if (stored.mappingVersion < stream.mappingVersion) unchanged.push(stored);
    const pause = slices.pause();
    if (pause !== undefined) await pause;
    if (signal.aborted) return null;
  }
  return { events, unchanged };
}

/** Null where the mapping doesn't take the record: what an earlier version made of it is better than nothing. */
function mapEvent(stored: EventToMap, stream: StreamDefinition): EventToStore | null {
  const { eventId, timeUs, receivedAtUs, secretFingerprint, secretLength } = stored;
  const secret =
    secretFingerprint === null
      ? null
      : {
          fingerprint: secretFingerprint,
          length: secretLength ?? 0,
          marker: secretMarker(secretFingerprint),
        };
  try {
    const raw: unknown = JSON.parse(stored.raw);
    const mapped = stream.map(raw, { secret, receivedAtUs });
    if (!mapped.ok) return null;
    return {
      eventId,
      // The time is where the event is found again when its record comes once more, so it stays.
      event: { ...mapped.value, timeUs },
      raw,
      secretFingerprint,
      secretLength,
      mappingVersion: stream.mappingVersion,
    };
  } catch {
    return null;
  }
}

/** Of an event that no mapping knows, each run tries again; only what comes out differently is worth writing. */
function isAsBefore(stored: EventToMap, { event, mappingVersion }: EventToStore): boolean {
  return (
    stored.mappingVersion >= mappingVersion &&
    stored.ocsf === jsonText(event.ocsf) &&
    stored.ecs === jsonText(event.ecs)
  );
}
