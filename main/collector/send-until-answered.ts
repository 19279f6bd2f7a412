import type { Dispatcher } from 'undici';
import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, type Result } from '../../shared/result.ts';
import type { Answer } from './answer.ts';
import type { Clock } from './clock.ts';
import { sendRequest } from './http-request.ts';
import type { RequestBudget } from './request-budget.ts';
import { type Decision, type DecisionInput, decideOnAnswer } from './response-decision.ts';
import { sleepUntil } from './sleep-until.ts';
import type { HttpRequest } from './stream-definition.ts';

export interface Sending extends Omit<DecisionInput, 'answer' | 'attempt' | 'nowUs' | 'random'> {
  readonly timeoutMs: number;
  readonly maxAnswerBytes: number;
  readonly allowedOrigins: readonly string[];
  readonly budget: RequestBudget;
  readonly clock: Clock;
  readonly random: () => number;
  readonly dispatcher: Dispatcher;
  readonly signal: AbortSignal;
  /** A run waits and tries again; a person who tries a connection wants to know what happened. */
  readonly isImpatient: boolean;
  onRetry(error: AppError): void;
}

/** What an answer leads to once trying again makes no sense any more. */
export interface Sent {
  readonly decision: Exclude<Decision, { kind: 'retry-at' | 'cancelled' | 'give-up' }>;
  readonly answer: Answer;
  /** When the request that was answered was sent, on this computer's clock. */
  readonly sentAtUs: number;
  readonly nowUs: number;
}

/** Sends a request as often as it takes and makes sense, and waits in between as the vendor asks. */
export async function sendUntilAnswered(
  request: HttpRequest,
  sending: Sending,
): Promise<Result<Sent, AppError>> {
  const { clock, signal, budget } = sending;
  for (let attempt = 1; ; attempt++) {
    const giveBack = await budget.take(signal);
    if (giveBack === null) return failed(cancelled());
    const sentAtUs = clock.nowUs();
    const answer = await sendRequest(request, sending);
    giveBack();
    const nowUs = clock.nowUs();
    const decision = decideOnAnswer({ ...sending, answer, attempt, nowUs, random: sending.random() });
    switch (decision.kind) {
      case 'give-up':
        return failed(decision.error);
      case 'cancelled':
        return failed(cancelled());
      case 'retry-at':
        if (sending.isImpatient) return failed(decision.error);
        sending.onRetry(decision.error);
        if (decision.error.kind === 'rate-limited') budget.holdUntil(decision.atUs);
        await sleepUntil(clock, decision.atUs, signal);
        break;
      default:
        return { ok: true, value: { decision, answer, sentAtUs, nowUs } };
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
