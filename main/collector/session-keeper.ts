import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { US_PER_HOUR } from '../../shared/time-range.ts';
import type { Clock } from './clock.ts';
import { needsAPerson } from './next-run.ts';
import { cancelled } from './send-until-answered.ts';
import type { HttpRequest, Session, SourceContext, VendorAuth } from './stream-definition.ts';

/** What proves who asks, for one request. */
export interface Proof {
  readonly headers: Readonly<Record<string, string>>;
  /** Null where the credentials themselves are sent. */
  readonly session: Session | null;
}

/**
 * Keeps what proves who asks, for all streams of one source together: the session, in memory only, and whether the
 * credentials were rejected. Wrong credentials are tried once an hour at most; eight streams must not lock an account
 * by eight logins that fail.
 */
export interface SessionKeeper {
  /** Logs in where there is no session or it ends soon. Streams that ask at once share one login. */
  proof(signal: AbortSignal): Promise<Result<Proof, AppError>>;
  /** The vendor no longer takes this proof. Another stream may have renewed it meanwhile. */
  drop(proof: Proof): void;
  /** The credentials themselves are not accepted, as this stream was told. */
  reject(stream: string, error: AppError): void;
  /** An answer has come: the credentials are right. */
  accept(): void;
  /** A person wants to try again, whatever happened before. */
  forgetRejection(): void;
  /** The session's token, for masking. */
  secrets(): readonly string[];
}

export interface SessionKeeperOptions {
  readonly auth: VendorAuth;
  readonly context: SourceContext;
  readonly clock: Clock;
  /** Sends the login, as often as it makes sense, to nowhere but this address. */
  login(request: HttpRequest, address: string): Promise<Result<unknown, AppError>>;
}

/** One stream may lack a right and be told so by a 401; two streams that are told so share wrong credentials. */
const streamsBeforeRejected = 2;

export function createSessionKeeper(options: SessionKeeperOptions): SessionKeeper {
  const { auth, context, clock } = options;
  const rejectedStreams = new Set<string>();
  let rejection: { readonly error: AppError; readonly atUs: number } | null = null;
  let session: Session | null = null;
  let loggingIn: Promise<Result<Session, AppError>> | null = null;

  /** A clock that was set back must not keep a rejection for longer. */
  function standingRejection(): AppError | null {
    if (rejection === null) return null;
    const passedUs = clock.nowUs() - rejection.atUs;
    if (passedUs >= 0 && passedUs < US_PER_HOUR) return rejection.error;
    rejection = null;
    rejectedStreams.clear();
    return null;
  }

  async function logIn(
    ofSession: Extract<VendorAuth, { kind: 'session' }>,
  ): Promise<Result<Session, AppError>> {
    const askedAtUs = clock.nowUs();
    const address = ofSession.loginUrl?.(context) ?? context.url;
    const answer = await options.login(ofSession.request(context), address);
    const read = answer.ok
      ? readSession(() => ofSession.read(answer.value, askedAtUs), new URL(address).host)
      : answer;
    if (read.ok) session = read.value;
    else if (needsAPerson.has(read.error.kind)) rejection = { error: read.error, atUs: clock.nowUs() };
    return read;
  }

  function isFresh(known: Session, renewBeforeUs: number): boolean {
    return known.expiresAtUs === null || known.expiresAtUs - clock.nowUs() > renewBeforeUs;
  }

  return {
    async proof(signal) {
      const rejected = standingRejection();
      if (rejected !== null) return failed(rejected);
      if (auth.kind === 'static') return ok({ headers: auth.headers(context), session: null });
      if (session !== null && isFresh(session, auth.renewBeforeUs)) {
        return ok({ headers: auth.headers(session), session });
      }
      loggingIn ??= logIn(auth).finally(() => {
        loggingIn = null;
      });
      const got = await orAborted(loggingIn, signal);
      return got.ok ? ok({ headers: auth.headers(got.value), session: got.value }) : got;
    },
    drop(proof) {
      if (proof.session === session) session = null;
    },
    reject(stream, error) {
      rejectedStreams.add(stream);
      if (rejectedStreams.size < streamsBeforeRejected) return;
      rejection ??= { error, atUs: clock.nowUs() };
    },
    accept() {
      rejectedStreams.clear();
    },
    forgetRejection() {
      rejection = null;
      rejectedStreams.clear();
    },
    secrets: () => (session === null ? [] : [session.token]),
  };
}

/** The login goes on for the other streams when one of them is stopped. */
function orAborted(
  login: Promise<Result<Session, AppError>>,
  signal: AbortSignal,
): Promise<Result<Session, AppError>> {
  if (signal.aborted) return Promise.resolve(failed(cancelled()));
  return new Promise((resolve) => {
    const onAbort = () => resolve(failed(cancelled()));
    signal.addEventListener('abort', onAbort, { once: true });
    void login.then((result) => {
      signal.removeEventListener('abort', onAbort);
      resolve(result);
    });
  });
}

/** What is thrown may quote the answer, and the answer is a token. */
function readSession(read: () => Result<Session, AppError>, host: string): Result<Session, AppError> {
  try {
    return read();
  } catch {
    return failed(
      appError(
        'unexpected-response',
        `${host} answered the login with something else than a token.`,
        'Check the address of the login and the settings of this source.',
      ),
    );
  }
}
