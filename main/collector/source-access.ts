import type { Dispatcher } from 'undici';
import type { AppError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { originOf } from './address.ts';
import type { Clock } from './clock.ts';
import type { RequestBudget } from './request-budget.ts';
import { sendUntilAnswered } from './send-until-answered.ts';
import { createSessionKeeper, type SessionKeeper } from './session-keeper.ts';
import type { HttpRequest, SourceContext, VendorDefinition } from './stream-definition.ts';

/** What all streams of one source share while its address and credentials stay the same. */
export interface SourceAccess {
  readonly context: SourceContext;
  readonly budget: RequestBudget;
  readonly sessions: SessionKeeper;
  /** What its requests are sent through. */
  readonly dispatcher: Dispatcher;
  /** How far the vendor's clock is ahead of this computer's, by the last answer. */
  clockAheadUs: number;
}

export interface SourceAccessOptions {
  readonly vendor: VendorDefinition;
  readonly context: SourceContext;
  readonly budget: RequestBudget;
  readonly clock: Clock;
  readonly random: () => number;
  readonly dispatcher: Dispatcher;
  /** Ends a login that goes on. */
  readonly signal: AbortSignal;
  readonly isImpatient: boolean;
}

const loginTimeoutMs = 30_000;
const maxLoginBytes = 1_000_000;

export function createSourceAccess(options: SourceAccessOptions): SourceAccess {
  const { vendor, context, budget } = options;
  const sessions = createSessionKeeper({
    auth: vendor.auth,
    context,
    clock: options.clock,
    login: (request, address) => logIn(request, address, options),
  });
  return { context, budget, sessions, dispatcher: options.dispatcher, clockAheadUs: 0 };
}

async function logIn(
  request: HttpRequest,
  address: string,
  options: SourceAccessOptions,
): Promise<Result<unknown, AppError>> {
  const { vendor, context } = options;
  const origin = originOf(address);
  const asked = { context, stream: null, hasPosition: false, isChild: false };
  const sent = await sendUntilAnswered(request, {
    ...options,
    host: new URL(address).host,
    permissions: vendor.descriptor.permissions,
    explain: (refusal) => vendor.explainRefusal?.(refusal, asked) ?? null,
    timeoutMs: loginTimeoutMs,
    maxAnswerBytes: maxLoginBytes,
    allowedOrigins: origin === null ? [] : [origin],
    onRetry: () => undefined,
  });
  if (!sent.ok) return sent;
  const { decision } = sent.value;
  return decision.kind === 'accept' ? ok(decision.json) : failed(decision.error);
}
