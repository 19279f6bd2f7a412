import type { Dispatcher } from 'undici';
import { type AppError, appError } from '../../shared/app-error.ts';
import type { ConnectionCheck, IpcInput } from '../../shared/ipc/ipc-contract.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { CredentialStore } from '../secrets/credential-store.ts';
import type { Mask } from '../secrets/mask-text.ts';
import { checkSourceDraft, missingCredential } from './check-source-draft.ts';
import type { Clock } from './clock.ts';
import type { Dispatchers } from './dispatchers.ts';
import { draftOf } from './edit-sources.ts';
import { findVendor } from './find-vendor.ts';
import { hideCredentials } from './hide-credentials.ts';
import { startWalk } from './pagination/walk.ts';
import { createRequestBudget } from './request-budget.ts';
import { limitsOf } from './request-limits.ts';
import { sendStep } from './send-step.ts';
import { createSourceAccess, type SourceAccess } from './source-access.ts';
import type { SourceBook } from './source-book.ts';
import { readCredentials } from './source-keys.ts';
import { noSuchSource } from './source-problems.ts';
import type { SourceContext, StreamDefinition, VendorDefinition } from './stream-definition.ts';
import { clockNotice } from './vendor-clock.ts';

export interface TestSourceOptions extends TestDependencies {
  readonly book: SourceBook;
  readonly vendors: readonly VendorDefinition[];
  readonly credentials: CredentialStore;
  readonly newId: () => string;
}

/** A person waits for the answer. */
const longestTestMs = 30_000;
/** So small a part of the past is asked for. */
const lookBackDays = 1 / 24;

export interface TestDependencies {
  readonly clock: Clock;
  readonly dispatchers: Dispatchers;
  /** What every text of a failure passes before anything sees it. */
  readonly egress?: Mask;
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
  const context = { url, settings, credentials };
  const wrong = vendor.value.checkSettings?.(context) ?? null;
  if (wrong !== null) return hideCredentials({ ok: false, error: wrong }, Object.values(credentials));
  const opened = await options.dispatchers.of(settings);
  if (!opened.ok) return opened;
  return ok(await testConnection(vendor.value, context, opened.value, options));
}

/**
 * Asks once for each stream, and says in plain words what came of it. Nothing is stored. All share one login, so that
 * wrong credentials are tried once.
 */
async function testConnection(
  vendor: VendorDefinition,
  context: SourceContext,
  dispatcher: Dispatcher,
  deps: TestDependencies,
): Promise<ConnectionCheck[]> {
  const budget = createRequestBudget(deps.clock, limitsOf(vendor, context.url));
  const patience = { random: () => 0, isImpatient: true };
  const access = createSourceAccess({ ...deps, ...patience, dispatcher, vendor, context, budget });
  return await Promise.all(vendor.streams.map((stream) => testStream(vendor, stream, access, deps)));
}

async function testStream(
  vendor: VendorDefinition,
  stream: StreamDefinition,
  access: SourceAccess,
  deps: TestDependencies,
): Promise<ConnectionCheck> {
  const answered = await askOnce(vendor, stream, access, deps).catch(() => failed(unreadable()));
  if (!answered.ok) {
    const secrets = [...vendor.secretsInRequests(access.context), ...access.sessions.secrets()];
    const hidden = hideCredentials(answered, secrets, deps.egress);
    const error = hidden.ok ? answered.error : hidden.error;
    return { stream: stream.name, ok: false, message: error.message, error };
  }
  return { stream: stream.name, ok: true, message: answered.value, error: null };
}

/** The first request that a run would send, for an hour of the past. */
async function askOnce(
  vendor: VendorDefinition,
  stream: StreamDefinition,
  access: SourceAccess,
  deps: TestDependencies,
): Promise<Result<string, AppError>> {
  const { clock } = deps;
  const { host } = new URL(access.context.url);
  const hasPages = vendor.descriptor.streams.some(
    ({ name, pageSize }) => name === stream.name && pageSize !== null,
  );
  const step = startWalk(stream.pagination, {
    context: { ...access.context, pageSize: hasPages ? 1 : 0 },
    position: null,
    lookBackDays,
    nowUs: clock.nowUs(),
    receivedNowUs: () => clock.nowUs(),
    readRecords: (answer) => stream.readRecords(answer),
  });
  const timeoutMs = Math.min(stream.timeoutMs, longestTestMs);
  const sending = { ...deps, vendor, stream, access, timeoutMs, random: () => 0 };
  const answer = await sendStep(
    { ...sending, position: undefined, isImpatient: true, onRetry: () => undefined },
    step,
  );
  if (!answer.ok) return answer.error.kind === 'cancelled' ? failed(testStopped()) : answer;
  const notice = clockNotice(answer.value.clockAheadUs, host);
  const withNotice = (message: string) => ok(notice === null ? message : `${message} ${notice.message}`);
  if (answer.value.kind === 'verdict') {
    return answer.value.verdict === 'empty'
      ? withNotice(`Connected: ${host} has nothing yet.`)
      : failed(answer.value.error);
  }
  const records = step.recordsOf?.(answer.value.json) ?? stream.readRecords(answer.value.json);
  if (!records.ok) return records;
  const turn = step.follow(answer.value.json, clock.nowUs(), records.value);
  if (!turn.ok) return turn;
  if (step.recordsOf !== undefined) return withNotice(`Connected: ${host} answered.`);
  const count = records.value.length;
  return withNotice(`Connected: ${host} answered with ${count} ${count === 1 ? 'record' : 'records'}.`);
}

function testStopped(): AppError {
  return appError('cancelled', 'The test was stopped.', 'Test again if you still want to know.');
}

function unreadable(): AppError {
  return appError(
    'unexpected-response',
    'The address answered with data of another shape than this API has.',
    'Check the base URL: it is the address of the API, often not the one in the browser.',
  );
}
