import type { AppError } from '../../shared/app-error.ts';
import type { Result } from '../../shared/result.ts';
import type { RetentionEffect, RetentionRule, RetentionStatus } from '../../shared/retention.ts';

/** Lets old events leave and the file shrink. Made by `create-retention-service.ts`. */
export interface RetentionService {
  status(): Promise<Result<RetentionStatus, AppError>>;
  /** Refused where the rule is shorter than what the source looks back, which would fetch again what has left. */
  save(sourceId: string, rule: RetentionRule): Promise<Result<null, AppError>>;
  preview(
    sourceId: string,
    rule: RetentionRule,
    signal?: AbortSignal,
  ): Promise<Result<RetentionEffect, AppError>>;
  /**
   * Begins to apply every rule; answers when it has begun. Once a day, and soon after a rule is saved, it begins by
   * itself. `trustsClock`: a person says that the clock is right, whatever speaks against it.
   */
  run(options?: { readonly trustsClock: boolean }): Promise<Result<null, AppError>>;
  /** Begins what would begin by itself, for a process that ends soon, and answers how it ended. */
  runIfDue(): Promise<Result<null, AppError>>;
  /** Stops the run that is going on, and answers when it has ended. What was removed has left. */
  cancel(): Promise<void>;
  /** Waits for the run that is going on to end. */
  finished(): Promise<void>;
  /** A vendor answered just now, and its clock said so (UTC microseconds). */
  vendorAnswered(vendorTimeUs: number): void;
  onChange(listener: (status: RetentionStatus) => void): () => void;
  close(): Promise<void>;
}
