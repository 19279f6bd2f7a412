import { type AppError, type AppErrorKind, appError } from '../../../shared/app-error.ts';
import type { AskedFor, Refusal, SourceContext, Verdict } from '../../collector/stream-definition.ts';
import { readObject, readText, wordKey } from '../read-value.ts';
import { explainLoginRefusal } from './login-refusal.ts';
import { cloudOf, graphHostOf, hostOf, loginUrlOf } from './national-clouds.ts';
import { entraStreams } from './streams-described.ts';

/** What Graph (or the login before it) means by a refusal. */
export function explainRefusal(refusal: Refusal, asked: AskedFor): Verdict | null {
  if (asked.stream === null) return explainLoginRefusal(refusal, asked.context);
  const told = readGraphError(refusal);
  const isRefused = [400, 401, 402, 403].includes(refusal.status);
  if (isRefused && isAboutLicence(told)) return refuse(told, noLicence(asked.stream));
  switch (refusal.status) {
    case 400:
      return asked.hasPosition ? { kind: 'restart' } : refuse(told, badRequest(asked.stream, told));
    case 401:
      return explainUnauthorised(told, asked.stream, asked.context);
    case 402:
    case 403:
      return isThrottling(told) ? null : refuse(told, forbidden(asked.stream));
    case 404:
      return asked.hasPosition ? { kind: 'restart' } : refuse(told, notThere(asked.stream));
    case 410:
      return { kind: 'restart' };
    case 503:
    case 504:
      // A log's window that is too large ends like this; a shorter one gets through.
      return isWindowed(asked.stream) && refusal.headers['retry-after'] === undefined
        ? { kind: 'narrow' }
        : null;
    default:
      return null;
  }
}

interface GraphError {
  readonly code: string;
  readonly message: string;
  readonly requestId: string | null;
  readonly hasBody: boolean;
}

function readGraphError({ body, headers }: Refusal): GraphError {
  const error = readObject(readObject(body).error);
  const inner = readObject(error.innerError ?? error.innererror);
  return {
    code: readText(error.code) ?? '',
    message: readText(error.message) ?? '',
    requestId: readText(inner['request-id']) ?? headers['request-id'] ?? null,
    hasBody: Object.keys(error).length > 0,
  };
}

type Explanation = readonly [kind: AppErrorKind, message: string, remedy: string];

function refuse(told: GraphError, explanation: Explanation): Verdict {
  return { kind: 'refuse', error: errorOf(told, explanation) };
}

function errorOf(told: GraphError, [kind, message, remedy]: Explanation): AppError {
  const detail = [told.code, told.message].filter((part) => part !== '').join(': ');
  return appError(kind, message, remedy, {
    ...(detail === '' ? {} : { detail: detail.slice(0, 300) }),
    ...(told.requestId === null ? {} : { traceId: told.requestId.slice(0, 100) }),
  });
}

function explainUnauthorised(told: GraphError, stream: string, context: SourceContext): Verdict {
  if (/not provisioned/i.test(told.message)) {
    return refuse(told, [
      'permission-missing',
      `There is no Microsoft Defender in this tenant, so there is nothing to read for ${titleOf(stream)}. The other streams go on.`,
      'Switch this stream off, or set up Microsoft Defender XDR in the tenant.',
    ]);
  }
  return wordKey(told.code) === 'invalidauthenticationtoken'
    ? { kind: 'renew', error: errorOf(told, foreignToken(context)) }
    : { kind: 'renew' };
}

/** What a token that was given a moment ago and is refused all the same is about. */
function foreignToken(context: SourceContext): Explanation {
  const graph = hostOf(graphHostOf(context)) ?? 'Graph';
  const login = hostOf(loginUrlOf(context) ?? '') ?? 'the login address';
  const cloud = cloudOf(context);
  const pair =
    cloud === null
      ? 'Check that both addresses are of the same cloud'
      : `To ${graph} belongs the login at https://${cloud.loginHost}; check both addresses`;
  return [
    'credentials-rejected',
    `Graph (${graph}) does not accept the tokens of this login (${login}), not even a new one. Often the two addresses belong to different clouds.`,
    `${pair}, and that the application belongs to this tenant.`,
  ];
}

function noLicence(stream: string): Explanation {
  return [
    'permission-missing',
    `The tenant has no Entra ID P1 or P2 licence, which Microsoft asks for to read ${titleOf(stream)}. The permissions are not the reason, and the other streams go on.`,
    'Switch this stream off, or add a P1 or P2 licence. A licence that was just bought can take a day to count.',
  ];
}

function forbidden(stream: string): Explanation {
  const needed = entraStreams.find(({ name }) => name === stream)?.permissions ?? [];
  return [
    'permission-missing',
    `Graph does not let the application read ${titleOf(stream)}. It needs ${needed.join(' and ')} as application permission, with admin consent. The other streams go on.`,
    'Add what is missing under “API permissions” of the app registration (kind: application), then “Grant admin consent”.',
  ];
}

function isAboutLicence({ code, message }: GraphError): boolean {
  return (
    wordKey(code).includes('nonpremiumtenant') ||
    /premium licen[sc]e|tenant is not a b2c tenant/i.test(message)
  );
}

function isThrottling({ code }: GraphError): boolean {
  return ['toomanyrequests', 'activitylimitreached'].includes(wordKey(code));
}

function badRequest(stream: string, { message }: GraphError): Explanation {
  const isOurs = /filter clause|query|syntax|unsupported/i.test(message);
  return [
    'unexpected-response',
    isOurs
      ? `Graph does not accept the question that Keyglass asks for ${titleOf(stream)}. That is a fault of Keyglass, or of a service that is not quite Graph.`
      : `Graph refused the request for ${titleOf(stream)} as malformed.`,
    'Check the Graph address; if it is right, report this with the request ID. The other streams go on.',
  ];
}

function notThere(stream: string): Explanation {
  return [
    'not-found',
    `The address has nothing for ${titleOf(stream)}. In the cloud for China, audits, provisioning, alerts and incidents are not offered.`,
    'Check that the address is the Graph host alone, such as https://graph.microsoft.com; else switch this stream off.',
  ];
}

function titleOf(stream: string): string {
  return entraStreams.find(({ name }) => name === stream)?.title.toLowerCase() ?? stream;
}

/** Only what is asked for by span of time can be asked for in a shorter one. */
function isWindowed(stream: string): boolean {
  return stream.startsWith('sign-in-') || stream === 'directory-audit' || stream === 'provisioning';
}
