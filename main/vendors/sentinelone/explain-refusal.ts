import { type AppError, appError } from '../../../shared/app-error.ts';
import type { AskedFor, Refusal, Verdict } from '../../collector/stream-definition.ts';
import { readObject, readObjects, readText } from '../read-value.ts';
import { sentineloneStreams } from './descriptor.ts';

const LONGEST_DETAIL = 300;

/**
 * What the console's refusals mean. Waiting (429) and faults of the server are left to the general rules: the body of
 * a 429 says nothing that the header `Retry-After` does not.
 */
export function explainRefusal(refusal: Refusal, asked: AskedFor): Verdict | null {
  switch (refusal.status) {
    case 401:
      return refuse(tokenRefused(refusal));
    case 403:
      return refuse(notAllowed(refusal, asked));
    case 404:
      // A threat can be deleted, and an application be gone, between the list and the look at its parts.
      if (asked.isChild) return { kind: 'empty' };
      return asked.stream === 'alert' ? refuse(withoutAlerts(refusal)) : null;
    case 400:
      return asked.hasPosition ? { kind: 'restart' } : refuse(badRequest(refusal));
    default:
      return null;
  }
}

function refuse(error: AppError): Verdict {
  return { kind: 'refuse', error };
}

function tokenRefused(refusal: Refusal): AppError {
  return appError(
    'credentials-rejected',
    'SentinelOne does not accept the API token (status 401): it has expired, was revoked, or was not copied whole.',
    'Make a new token in the console (My User › Actions › API Token Operations › Generate API Token) and enter it in the settings of this source. A user’s token lives for 30 days, a service user’s as long as was chosen.',
    detailOf(refusal),
  );
}

function notAllowed(refusal: Refusal, asked: AskedFor): AppError {
  if (asked.stream === 'alert') return withoutAlerts(refusal);
  const stream = sentineloneStreams.find(({ name }) => name === asked.stream);
  const what = stream === undefined ? 'this' : `“${stream.title}”`;
  return appError(
    'permission-missing',
    `The API token is good, but its user’s role may not read ${what} (status 403). Other streams go on.`,
    `In the console, give the role ${stream?.permissions.join(' and ') ?? 'the permission'} for the account or site, or switch the stream off here.`,
    detailOf(refusal),
  );
}

/** Custom rules belong to cloud consoles with the entitlement; elsewhere their alerts are refused or not there. */
function withoutAlerts(refusal: Refusal): AppError {
  return appError(
    'permission-missing',
    `Alerts of custom rules are not available on this console, or not to this token (status ${refusal.status}). Other streams go on.`,
    'They exist in cloud consoles with STAR custom rules only, and the role needs “STAR Rule Alerts -> view”. On an on-premises console switch the stream off.',
    detailOf(refusal),
  );
}

function badRequest(refusal: Refusal): AppError {
  return appError(
    'unexpected-response',
    'SentinelOne did not understand the request (status 400).',
    'Check the site ids and the page size in the settings of this source: the ids must be sites of this console.',
    detailOf(refusal),
  );
}

/** The vendor's own words, of the fields that are known to hold them; each of them can be missing. */
function detailOf(refusal: Refusal): { detail: string; traceId?: string } {
  const [first] = readObjects(readObject(refusal.body).errors);
  const said = [readText(first?.title), readText(first?.detail)].filter((text) => text !== null);
  const code = readText(first?.code);
  const words = [...new Set(said)].join(': ');
  const detail = `Status ${refusal.status}${code === null ? '' : `, code ${code}`}${words === '' ? '' : `: ${words}`}`;
  const traceId = refusal.headers['x-rqid'] ?? refusal.headers['x-request-id'];
  return { detail: detail.slice(0, LONGEST_DETAIL), ...(traceId ? { traceId: traceId.slice(0, 100) } : {}) };
}
