import { type AppError, appError } from '../../../shared/app-error.ts';
import type { AskedFor, Refusal, Verdict } from '../../collector/stream-definition.ts';
import { readObject, readText } from '../read-value.ts';

/**
 * What Entrust means. The codes in its error bodies are not published, so the status decides and the body is only
 * shown. `null` leaves throttling and failures of the server to the general rules.
 */
export function explainRefusal(refusal: Refusal, asked: AskedFor): Verdict | null {
  const shown = shownOf(refusal);
  return asked.stream === null
    ? explainLoginRefusal(refusal.status, asked.context.url, shown)
    : explainPageRefusal(refusal.status, asked, shown);
}

type Shown = Pick<AppError, 'detail' | 'traceId'>;

function explainLoginRefusal(status: number, url: string, shown: Shown): Verdict | null {
  switch (status) {
    case 400:
    case 401:
      return refuse(loginRefused(status, shown));
    case 403:
      return refuse(
        appError(
          'credentials-rejected',
          'Entrust IDaaS knows the application, but does not let it log in: it may be disabled or locked, or not allowed from this address.',
          'Look at the Administration API application under Security → Applications. Unlock it there, then try again.',
          shown,
        ),
      );
    case 404:
    case 405:
      return refuse(noSuchApi(url, shown));
    default:
      return null;
  }
}

function loginRefused(status: number, shown: Shown): AppError {
  return appError(
    'credentials-rejected',
    status === 400
      ? 'Entrust IDaaS could not use the application ID and shared secret: one of them is not of the form it expects.'
      : 'Entrust IDaaS did not accept the application ID and shared secret.',
    'Copy both again from the credentials file of the Administration API application; the file of another tenant does not fit this address. Do not try too often: repeated failures may lock the application.',
    shown,
  );
}

function explainPageRefusal(status: number, asked: AskedFor, shown: Shown): Verdict | null {
  if (asked.hasPosition && (status === 400 || status === 404)) return { kind: 'restart' };
  switch (status) {
    case 401:
      return { kind: 'renew' };
    case 403:
      return refuse(permissionMissing(asked.stream, shown));
    case 404:
    case 405:
      return refuse(noSuchApi(asked.context.url, shown));
    case 400:
      return refuse(questionRefused(asked.stream, shown));
    case 409:
      return { kind: 'retry', error: inConflict(shown) };
    default:
      return null;
  }
}

function permissionMissing(stream: string | null, shown: Shown): AppError {
  return appError(
    'permission-missing',
    `The role of the Administration API application may not read the ${stream ?? 'audit'} log of Entrust IDaaS.`,
    'Give the application a role with View on Reports. If that is not enough in your tenant, it has to be Super Administrator.',
    shown,
  );
}

function questionRefused(stream: string | null, shown: Shown): AppError {
  return appError(
    'unexpected-response',
    `Entrust IDaaS did not understand the question for the ${stream ?? 'audit'} log. Nothing was stored, and nothing is lost.`,
    'Try again later. If it stays like this the API may have changed: see the details for what it says.',
    shown,
  );
}

function noSuchApi(url: string, shown: Shown): AppError {
  const host = URL.canParse(url) ? new URL(url).host : 'this address';
  return appError(
    'not-found',
    `There is no Entrust Administration API at ${host}.`,
    'Compare the address with the hostname in the credentials file that Entrust offered for download. Enter the host alone, without a path.',
    shown,
  );
}

function inConflict(shown: Shown): AppError {
  return appError(
    'unexpected-response',
    'Entrust IDaaS says that the question is in conflict with something else that is going on.',
    'It is asked again by itself. If it stays like this, see the details for what Entrust says.',
    shown,
  );
}

function refuse(error: AppError): Verdict {
  return { kind: 'refuse', error };
}

const LONGEST_SHOWN = 300;
const LONGEST_TRACE_ID = 100;
const traceHeaders = ['x-request-id', 'x-correlation-id', 'x-trace-id', 'x-amzn-trace-id'];

/** `{ errorCode, errorMessage, parameters }`; the parameters may repeat what was sent. */
function shownOf({ status, headers, body }: Refusal): Shown {
  const { errorCode, errorMessage } = readObject(body);
  const said = [readText(errorCode), readText(errorMessage)].filter((text) => text !== null).join(': ');
  const traceId = traceHeaders.map((name) => headers[name]).find((id) => id !== undefined && id !== '');
  return {
    detail: `HTTP ${status}${said === '' ? '' : `, ${said}`}`.slice(0, LONGEST_SHOWN),
    ...(traceId === undefined ? {} : { traceId: traceId.slice(0, LONGEST_TRACE_ID) }),
  };
}
