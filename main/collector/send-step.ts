import type { Dispatcher } from 'undici';
import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { US_PER_MS } from '../../shared/time-range.ts';
import type { Clock } from './clock.ts';
import { sendRequest } from './http-request.ts';
import type { RequestBudget } from './request-budget.ts';
import { decideOnAnswer, withWhatItMeans } from './response-decision.ts';
import type { HttpRequest, StreamDefinition } from './stream-definition.ts';
import { vendorClockAheadUs } from './vendor-clock.ts';

export interface StepAnswer {
  readonly json: unknown;
  /** When the request that was answered was sent, on this computer's clock. */
  readonly sentAtUs: number;
  readonly clockAheadUs: number;
}

export interface SendStepInput {
  readonly stream: StreamDefinition;
  readonly host: string;
  readonly permissions: readonly string[];
  /** Where collecting stands, for people; null before anything was collected. */
  readonly position: string | null;
  readonly budget: RequestBudget;
  readonly clock: Clock;
  readonly random: () => number;
  readonly dispatcher: Dispatcher;
  readonly signal: AbortSignal;
  onRetry(error: AppError): void;
}

/** Sends a request as often as it takes and makes sense, and waits in between as the vendor asks. */
export async function sendStep(
  input: SendStepInput,
  request: HttpRequest,
): Promise<Result<StepAnswer, AppError>> {
  const { clock, signal, budget, stream, host } = input;
  for (let attempt = 1; ; attempt++) {
    const giveBack = await budget.take(signal);
    if (giveBack === null) return failed(cancelled());
    const sentAtUs = clock.nowUs();
    const { timeoutMs, maxAnswerBytes } = stream;
    const { dispatcher } = input;
    const answer = await sendRequest(request, {
      timeoutMs,
      maxAnswerBytes,
      allowedHosts: [host],
      signal,
      dispatcher,
    });
    giveBack();
    const nowUs = clock.nowUs();
    const decision = decideOnAnswer({ ...input, answer, attempt, nowUs, random: input.random() });
    switch (decision.kind) {
      case 'accept': {
        const clockAheadUs = answer.kind === 'answered' ? vendorClockAheadUs(answer.headers, nowUs) : 0;
        return ok({ json: decision.json, sentAtUs, clockAheadUs });
      }
      case 'give-up':
        return failed(withWhatItMeans(decision.error, input.position));
      case 'cancelled':
        return failed(cancelled());
      case 'retry-at':
        input.onRetry(decision.error);
        if (decision.error.kind === 'rate-limited') budget.holdUntil(decision.atUs);
        await clock.sleep((decision.atUs - nowUs) / US_PER_MS, signal);
    }
  }
}

export function cancelled(): AppError {
  return appError(
    'cancelled',
    'Collecting was stopped.',
    'The next run goes on from where this one stopped.',
  );
}
