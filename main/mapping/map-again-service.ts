import type { AppError } from '../../shared/app-error.ts';
import type { MapAgain } from '../../shared/map-again.ts';
import type { Result } from '../../shared/result.ts';

/** Maps what is stored anew from its raw records, in the background. Nothing is asked of a vendor. */
export interface MapAgainService {
  status(): Promise<Result<MapAgain, AppError>>;
  /**
   * Answers when it has begun; begun already, it goes on as it was. Null: events and rejected records of every source.
   * What a cancelled run or a crash left undone, the next run does.
   */
  mapAgain(sourceId: string | null): Promise<Result<null, AppError>>;
  /** Answers when it has ended. What was mapped stays. */
  cancel(): Promise<Result<null, AppError>>;
  onChange(listener: (mapping: MapAgain) => void): () => void;
  /** Waits for the run that is going on to end. */
  finished(): Promise<void>;
  close(): Promise<void>;
}
