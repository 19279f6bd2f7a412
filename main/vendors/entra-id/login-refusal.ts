import { type AppError, type AppErrorKind, appError } from '../../../shared/app-error.ts';
import type { Refusal, SourceContext, Verdict } from '../../collector/stream-definition.ts';
import { uuidOf } from '../ocsf/ocsf-values.ts';
import { readList, readNumber, readObject, readText } from '../read-value.ts';

/** Codes of Microsoft's login, as in "AADSTS7000215", and what they mean for whoever set the source up. */
type Explanation = readonly [kind: AppErrorKind, message: string, remedy: string];

const explanations: Readonly<Record<number, Explanation>> = {
  7000222: [
    'credentials-rejected',
    'The client secret has expired. Collecting stops until there is a new one.',
    'Create a new client secret under “Certificates & secrets” of the app registration, copy its value and enter it here.',
  ],
  700016: [
    'credentials-rejected',
    'Entra does not know an application with this client ID in this tenant.',
    'Compare “Application (client) ID” and “Directory (tenant) ID” with the overview page of the app registration.',
  ],
  90002: [
    'credentials-rejected',
    'Entra does not know this tenant. Either the tenant ID is wrong, or the tenant is in another national cloud.',
    'Compare “Directory (tenant) ID” with the overview page of the app registration, and check which cloud the tenant is in.',
  ],
  90013: [
    'credentials-rejected',
    'Entra could not read the tenant ID.',
    'Enter “Directory (tenant) ID” from the overview page of the app registration.',
  ],
  900023: [
    'credentials-rejected',
    'The tenant ID is neither an ID nor a domain that Entra knows.',
    'Enter “Directory (tenant) ID” from the overview page of the app registration.',
  ],
  70011: [
    'unexpected-response',
    'Entra does not accept the scope that was asked for. That is a fault of Keyglass, or the Graph address is not one of Microsoft’s.',
    'Check the Graph address; if it is right, report this with the trace ID.',
  ],
  1002012: [
    'unexpected-response',
    'Entra does not accept the scope that was asked for. That is a fault of Keyglass, or the Graph address is not one of Microsoft’s.',
    'Check the Graph address; if it is right, report this with the trace ID.',
  ],
  500011: [
    'credentials-rejected',
    'Microsoft Graph at this address is not known in this tenant: login and Graph address belong to different national clouds.',
    'Choose the cloud that the tenant is in, so that both addresses fit each other.',
  ],
  53003: [
    'permission-missing',
    'A Conditional Access policy blocks this application.',
    'Ask the administrator to let the application sign in from this network (a policy for workload identities).',
  ],
  7000112: [
    'credentials-rejected',
    'The application is switched off in this tenant.',
    'Ask the administrator to enable its enterprise application.',
  ],
  7000218: [
    'credentials-missing',
    'No client secret arrived at Entra.',
    'Enter the client secret’s value again.',
  ],
};

/** What a refused login means; null where the body is not Entra's. */
export function explainLoginRefusal(refusal: Refusal, context: SourceContext): Verdict | null {
  const body = readObject(refusal.body);
  const code = codeOf(body);
  const [kind, message, remedy] =
    code === 7000215 ? wrongSecret(context) : ((code === null ? null : explanations[code]) ?? []);
  if (kind !== undefined && message !== undefined && remedy !== undefined) {
    return { kind: 'refuse', error: appError(kind, message, remedy, safeParts(body, code)) };
  }
  return isTransient(refusal, body) ? null : otherRefusal(refusal, body, code);
}

/** The two columns of the portal stand side by side, and the ID is the one that stays visible. */
function wrongSecret(context: SourceContext): Explanation {
  const looksLikeId = uuidOf(context.credentials.clientSecret?.trim()) !== null;
  return [
    'credentials-rejected',
    looksLikeId
      ? 'Entra does not accept the client secret: it looks like the secret’s ID was entered instead of its value.'
      : 'Entra does not accept the client secret. Very often the secret’s ID was entered instead of its value.',
    'Enter what stands under “Value”, not under “Secret ID”. If the value is no longer shown, create a new client secret.',
  ];
}

function isTransient({ status }: Refusal, body: Readonly<Record<string, unknown>>): boolean {
  return status >= 500 || status === 429 || status === 408 || body.error === 'temporarily_unavailable';
}

function otherRefusal(
  { status }: Refusal,
  body: Readonly<Record<string, unknown>>,
  code: number | null,
): Verdict | null {
  if (typeof body.error !== 'string') return null;
  const name = code === null ? `status ${status}` : `AADSTS${code}`;
  const error: AppError = appError(
    'credentials-rejected',
    `Entra does not let the application sign in (${name}).`,
    'Check tenant ID, client ID and client secret against the app registration; the details say what Entra objects to.',
    safeParts(body, code),
  );
  return { kind: 'refuse', error };
}

/** The list first: the text may name further codes. */
function codeOf(body: Readonly<Record<string, unknown>>): number | null {
  const [first] = readList(body.error_codes);
  const inText = /AADSTS(\d+)/.exec(readText(body.error_description) ?? '')?.[1];
  return readNumber(first) ?? readNumber(inText);
}

/** The first line of the description and the two ids; the rest of a body is not shown. */
function safeParts(body: Readonly<Record<string, unknown>>, code: number | null) {
  const text = (readText(body.error_description) ?? '').split(/\r?\n|\s+Trace ID:/)[0]?.slice(0, 300) ?? '';
  const correlation = readText(body.correlation_id);
  const detail = [
    text === '' && code !== null ? `AADSTS${code}` : text,
    correlation === null ? '' : `Correlation ID: ${correlation.slice(0, 100)}`,
  ].filter((part) => part !== '');
  const traceId = readText(body.trace_id)?.slice(0, 100);
  return {
    ...(detail.length === 0 ? {} : { detail: detail.join(' · ') }),
    ...(traceId === undefined ? {} : { traceId }),
  };
}
