import { type AppError, appError } from '../../../shared/app-error.ts';
import { US_PER_MS, US_PER_SECOND } from '../../../shared/time-range.ts';
import type { AskedFor, Refusal, Verdict } from '../../collector/stream-definition.ts';
import { readObject, readObjects, readText } from '../read-value.ts';
import { addressNotTrusted } from './address-not-trusted.ts';
import { explainLogin } from './explain-login.ts';
import { refuse, type Said } from './said.ts';

/** What Hanzo KMS means by a refusal; null where the status says it all. */
export function explainRefusal(refusal: Refusal, asked: AskedFor): Verdict | null {
  const said = readSaid(refusal);
  if (refusal.status === 429) return waitAsTold(refusal, said);
  if (refusal.status === 404) return refuse(notFound(asked), said);
  return asked.stream === null ? explainLogin(said, asked.context) : explainQuery(said, asked);
}

const LONGEST_DETAIL = 300;

/** The few fields of an error's body whose meaning is known. */
function readSaid({ status, body, headers }: Refusal): Said {
  const { error, message, reqId, details } = readObject(body);
  const name = readText(error) ?? '';
  const text = readText(message) ?? readObjects(message).map(issueText).join('; ');
  const rules = readObjects(details)
    .map(ruleText)
    .filter((rule) => rule !== '');
  const detail = [`status ${status}`, name, text, ...rules].filter((part) => part !== '').join(' · ');
  const traceId = readText(reqId) ?? headers['x-request-id'] ?? null;
  return { status, name, text, rules, detail: detail.slice(0, LONGEST_DETAIL), traceId };
}

/** One finding of a parameter check. */
function issueText(issue: Readonly<Record<string, unknown>>): string {
  const path = Array.isArray(issue.path) ? issue.path.join('.') : '';
  return [path, readText(issue.message) ?? ''].filter((part) => part !== '').join(': ');
}

/** One right that was missing, such as “read audit-logs”. */
function ruleText({ action, subject }: Readonly<Record<string, unknown>>): string {
  const words = [action, subject].map((value) => (Array.isArray(value) ? value.join(', ') : readText(value)));
  return words.filter((word) => word !== null && word !== '').join(' ');
}

function explainQuery(said: Said, asked: AskedFor): Verdict | null {
  switch (said.status) {
    case 401:
      return { kind: 'renew' };
    case 403:
      return explainForbidden(said, asked);
    case 400:
    case 402:
      return refuse(/plan|upgrade|license|licence/i.test(said.text) ? notInPlan() : badRequest(), said);
    case 422:
      return refuse(invalidParameter(asked), said);
    case 504:
      return { kind: 'narrow' };
    default:
      return null;
  }
}

/** A session that has ended is a 403 here, and must not be taken for a missing right. */
function explainForbidden(said: Said, asked: AskedFor): Verdict {
  const isSession =
    said.name === 'TokenError' ||
    /\b(?:token|jwt)\b.*\b(?:expired|invalid|malformed|provided)\b/i.test(said.text);
  if (isSession && said.name !== 'PermissionDenied') return { kind: 'renew' };
  if (/\bip\b|trusted|address/i.test(said.text) && said.name !== 'PermissionDenied') {
    return refuse(addressNotTrusted('The access token'), said);
  }
  const right = said.rules[0] ?? 'read audit-logs';
  const isProject = (asked.context.settings.projectId ?? '').trim() !== '';
  const where = isProject ? 'in the project that is set as Project ID' : 'in the organization';
  return refuse(
    appError(
      'permission-missing',
      `Hanzo KMS knows the machine identity but does not let it read the audit log (missing: ${right.slice(0, 80)}).`,
      `Give the identity a role with “Audit Logs: Read” ${where}. Logging in again would not help.`,
    ),
    said,
  );
}

function notFound({ stream, context }: AskedFor): AppError {
  if (stream !== null && (context.settings.projectId ?? '').trim() !== '') {
    return appError(
      'not-found',
      'Hanzo KMS has no project with the Project ID of this source, or no audit log to read.',
      'Check the Project ID, or leave it empty to read the whole organization.',
    );
  }
  return appError(
    'not-found',
    'This server has no audit-log API: it is not an Infisical-compatible Hanzo KMS. Current Hanzo KMS servers no longer offer one.',
    'Check the address (without /api). If it is right, import the files of what an audit log stream of the server delivered to Azure, Splunk, Datadog, Cribl or an address of your own.',
  );
}

function notInPlan(): AppError {
  return appError(
    'permission-missing',
    'The organization’s plan does not include reading the audit log.',
    'Ask who manages the plan of Hanzo KMS, or import what an audit log stream delivered elsewhere.',
  );
}

function badRequest(): AppError {
  return appError(
    'unexpected-response',
    'Hanzo KMS did not accept the request for the audit log (status 400).',
    'The details show what the server said. Check that its clock and that of this computer are right.',
  );
}

function invalidParameter({ context }: AskedFor): AppError {
  const hasProject = (context.settings.projectId ?? '').trim() !== '';
  return appError(
    'unexpected-response',
    'Hanzo KMS found a parameter of the request invalid (status 422); the details name it.',
    hasProject
      ? 'Check the Project ID; it is the ID from the project’s settings, not its name.'
      : 'Choose a smaller page size (this server may allow fewer than 1,000 rows).',
  );
}

/** The wait stands in the header, or only in the sentence (“try again in 43 seconds”). */
function waitAsTold({ headers }: Refusal, said: Said): Verdict | null {
  if (headers['retry-after'] !== undefined) return null;
  const seconds = /(\d{1,5})\s*(?:s\b|sec)/i.exec(said.text)?.[1];
  const serverMs = Date.parse(headers.date ?? '');
  if (seconds === undefined || Number.isNaN(serverMs)) return null;
  return {
    kind: 'retry',
    error: appError(
      'rate-limited',
      `Hanzo KMS asks to wait ${seconds} seconds: too many requests came from this network address.`,
      'Nothing to do: collecting goes on by itself. If it happens often, choose a longer interval.',
      { detail: said.detail, retryAtUs: serverMs * US_PER_MS + Number(seconds) * US_PER_SECOND },
    ),
  };
}
