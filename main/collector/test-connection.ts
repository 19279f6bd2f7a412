import type { Dispatcher } from 'undici';
import { type AppError, appError } from '../../shared/app-error.ts';
import type { ConnectionCheck, IpcInput } from '../../shared/ipc/ipc-contract.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { US_PER_MS } from '../../shared/time-range.ts';
import type { CredentialStore } from '../secrets/credential-store.ts';
import type { Answer } from './answer.ts';
import { checkSourceDraft, missingCredential } from './check-source-draft.ts';
import type { Clock } from './clock.ts';
import { draftOf } from './edit-sources.ts';
import { findVendor } from './find-vendor.ts';
import { hideCredentials } from './hide-credentials.ts';
import { sendRequest } from './http-request.ts';
import { decideOnAnswer, maxAttempts } from './response-decision.ts';
import type { SourceBook } from './source-book.ts';
import { readCredentials } from './source-keys.ts';
import { noSuchSource } from './source-problems.ts';
import type { SourceContext, StreamDefinition, VendorDefinition } from './stream-definition.ts';
import { clockNotice, vendorClockAheadUs } from './vendor-clock.ts';

export interface TestSourceOptions extends TestDependencies {
  readonly book: SourceBook;
  readonly vendors: readonly VendorDefinition[];
  readonly credentials: CredentialStore;
  readonly newId: () => string;
}

/** A person waits for the answer. */
const longestTestMs = 30_000;

export interface TestDependencies {
  readonly clock: Clock;
  readonly dispatcher: Dispatcher;
  readonly signal: AbortSignal;
}

/** Tests a draft, or a kept source with a draft over it. The draft may have no name yet. */
export async function testSource(
  { sourceId, draft }: IpcInput<'sources.test'>,
  options: TestSourceOptions,
): Promise<Result<ConnectionCheck[], AppError>> {
  const known = sourceId === null ? null : (options.book.get(sourceId)?.record ?? null);
  if (sourceId !== null && known === null) return failed(noSuchSource());
  const whole = known === null ? draft : draftOf(known, draft);
  const vendor = findVendor(options.vendors, whole.vendor);
  if (!vendor.ok) return vendor;
  const named = { ...whole, name: whole.name.trim() === '' ? 'test' : whole.name };
  const checked = checkSourceDraft(named, vendor.value.descriptor, []);
  if (!checked.ok) return checked;
  const owner = { sourceId: known?.sourceId ?? options.newId(), name: known?.name ?? checked.value.name };
  const kept = await readCredentials(options.credentials, owner, vendor.value);
  const credentials = { ...(kept.ok ? kept.value : {}), ...checked.value.credentials };
  const missing = missingCredential(vendor.value.descriptor, credentials);
  if (missing !== null) return kept.ok ? failed(missing) : kept;
  const { url, settings } = checked.value;
  return ok(await testConnection(vendor.value, { url, settings, credentials }, options));
}

/** Asks once for each stream, and says in plain words what came of it. Nothing is stored. */
async function testConnection(
  vendor: VendorDefinition,
  context: SourceContext,
  deps: TestDependencies,
): Promise<ConnectionCheck[]> {
  const checks: ConnectionCheck[] = [];
  for (const stream of vendor.streams) checks.push(await testStream(vendor, stream, context, deps));
  return checks;
}

async function testStream(
  vendor: VendorDefinition,
  stream: StreamDefinition,
  context: SourceContext,
  { clock, dispatcher, signal }: TestDependencies,
): Promise<ConnectionCheck> {
  const host = new URL(context.url).host;
  const request = vendor.testRequest(context, stream, new Date(clock.nowUs() / US_PER_MS));
  const answer = await sendRequest(request, {
    timeoutMs: Math.min(stream.timeoutMs, longestTestMs),
    maxAnswerBytes: stream.maxAnswerBytes,
    allowedHosts: [host],
    signal,
    dispatcher,
  });
  const error = problemOf(answer, host, vendor, clock.nowUs());
  if (error !== null) return failedCheck(stream, error, vendor, context);
  const json = answer.kind === 'answered' ? answer.json : undefined;
  const records = stream.readRecords(json);
  if (!records.ok) return failedCheck(stream, records.error, vendor, context);
  const count = records.value.length;
  const aheadUs = answer.kind === 'answered' ? vendorClockAheadUs(answer.headers, clock.nowUs()) : 0;
  const notice = clockNotice(aheadUs, host);
  const message = `Connected: ${host} answered with ${count} ${count === 1 ? 'record' : 'records'}.`;
  return {
    stream: stream.name,
    ok: true,
    message: notice === null ? message : `${message} ${notice.message}`,
    error: null,
  };
}

/** What a run would say of the answer after its last attempt. */
function problemOf(answer: Answer, host: string, vendor: VendorDefinition, nowUs: number): AppError | null {
  if (answer.kind === 'failed') return answer.error;
  const { permissions } = vendor.descriptor;
  const decision = decideOnAnswer({ answer, attempt: maxAttempts, nowUs, random: 0, host, permissions });
  switch (decision.kind) {
    case 'accept':
      return null;
    case 'cancelled':
      return appError('cancelled', 'The test was stopped.', 'Test again if you still want to know.');
    default:
      return {
        ...decision.error,
        message: decision.error.message.replace(/ Nothing was collected yet\.$/, ''),
      };
  }
}

function failedCheck(
  stream: StreamDefinition,
  error: AppError,
  vendor: VendorDefinition,
  context: SourceContext,
): ConnectionCheck {
  const hidden = hideCredentials({ ok: false, error }, vendor.secretsInRequests(context));
  const shown = hidden.ok ? error : hidden.error;
  return { stream: stream.name, ok: false, message: shown.message, error: shown };
}
