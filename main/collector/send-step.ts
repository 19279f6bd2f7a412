import type { AppError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { originOf } from './address.ts';
import type { Clock } from './clock.ts';
import type { WalkStep, WalkVerdict } from './pagination/walk.ts';
import { withWhatItMeans } from './response-decision.ts';
import { type Sending, sendUntilAnswered } from './send-until-answered.ts';
import type { SourceAccess } from './source-access.ts';
import type { StreamDefinition, VendorDefinition } from './stream-definition.ts';
import { vendorClockAheadUs, vendorTimeUs } from './vendor-clock.ts';

/** `verdict`: not an answer, but something that the walk may go on after; `error` where it can't. */
export type StepAnswer =
  | {
      readonly kind: 'answer';
      readonly json: unknown;
      /** When the request that was answered was sent, on this computer's clock. */
      readonly sentAtUs: number;
      readonly clockAheadUs: number;
    }
  | {
      readonly kind: 'verdict';
      readonly verdict: WalkVerdict;
      readonly error: AppError;
      readonly sentAtUs: number;
      readonly clockAheadUs: number;
    };

export interface SendStepInput {
  readonly vendor: VendorDefinition;
  readonly stream: StreamDefinition;
  readonly access: SourceAccess;
  /** Where collecting stands, for people; null before anything was collected, undefined where that is of no interest. */
  readonly position: string | null | undefined;
  readonly clock: Clock;
  readonly random: () => number;
  readonly signal: AbortSignal;
  readonly isImpatient: boolean;
  readonly timeoutMs: number;
  onRetry(error: AppError): void;
  /** Told of each answer that was accepted what the vendor's clock says. */
  onVendorTime?(timeUs: number): void;
}

/**
 * Sends a step's request with what proves who asks, as often as it makes sense. A session that has ended is renewed
 * once for each request.
 */
export async function sendStep(input: SendStepInput, step: WalkStep): Promise<Result<StepAnswer, AppError>> {
  const { vendor, stream, access, signal } = input;
  const { sessions, budget, dispatcher } = access;
  const meaning = (error: AppError) =>
    input.position === undefined || error.kind === 'cancelled'
      ? error
      : withWhatItMeans(error, input.position);
  for (let renewals = 0; ; renewals++) {
    const proof = await sessions.proof(signal);
    if (!proof.ok) return failed(meaning(proof.error));
    const request = { ...step.request, headers: { ...step.request.headers, ...proof.value.headers } };
    const sent = await sendUntilAnswered(request, {
      ...input,
      ...sendingOf(input, step),
      budget,
      dispatcher,
    });
    if (!sent.ok) {
      if (sent.error.kind === 'credentials-rejected') sessions.reject(stream.name, sent.error);
      return failed(meaning(sent.error));
    }
    const { decision, answer, sentAtUs, nowUs } = sent.value;
    const clockAheadUs = answer.kind === 'answered' ? vendorClockAheadUs(answer.headers, nowUs) : 0;
    access.clockAheadUs = clockAheadUs;
    if (decision.kind === 'renew') {
      if (renewals === 0 && vendor.auth.kind === 'session') {
        sessions.drop(proof.value);
        continue;
      }
      sessions.reject(stream.name, decision.error);
      return failed(meaning(decision.error));
    }
    sessions.accept();
    if (decision.kind === 'accept') {
      const timeUs = answer.kind === 'answered' ? vendorTimeUs(answer.headers) : null;
      if (timeUs !== null) input.onVendorTime?.(timeUs);
      return ok({ kind: 'answer', json: decision.json, sentAtUs, clockAheadUs });
    }
    const error = meaning(decision.error);
    return ok({ kind: 'verdict', verdict: decision.kind, error, sentAtUs, clockAheadUs });
  }
}

function sendingOf(
  { vendor, stream, access, timeoutMs }: SendStepInput,
  step: WalkStep,
): Pick<
  Sending,
  | 'host'
  | 'permissions'
  | 'hasSession'
  | 'hasPosition'
  | 'isChild'
  | 'explain'
  | 'timeoutMs'
  | 'maxAnswerBytes'
  | 'allowedOrigins'
> {
  const { context } = access;
  const { host } = new URL(context.url);
  const origin = originOf(context.url);
  const hasPosition = step.hasPosition === true;
  const isChild = step.isChild === true;
  const asked = { context, stream: stream.name, hasPosition, isChild };
  return {
    host,
    permissions: permissionsOf(vendor, stream.name),
    hasSession: vendor.auth.kind === 'session',
    hasPosition,
    isChild,
    explain: (refusal) => {
      const verdict = vendor.explainRefusal?.(refusal, asked) ?? null;
      return verdict?.kind === 'narrow' && !canNarrow(step) ? null : verdict;
    },
    timeoutMs,
    maxAnswerBytes: stream.maxAnswerBytes,
    allowedOrigins: origin === null ? [] : [origin],
  };
}

/** What can't be asked for in less is left to the general rules: a server that is overloaded is asked again later. */
function canNarrow(step: WalkStep): boolean {
  return (step.onVerdict?.('narrow', 0) ?? null) !== null;
}

/** What the stream alone needs, where the vendor's descriptor says so. */
function permissionsOf({ descriptor }: VendorDefinition, stream: string): readonly string[] {
  const ofStream = descriptor.streams.find(({ name }) => name === stream)?.permissions ?? [];
  return ofStream.length > 0 ? ofStream : descriptor.permissions;
}
