import type { VendorDescriptor } from '../../../shared/vendor-descriptor.ts';
import type { HttpRequest, SourceContext } from '../../collector/stream-definition.ts';

/** What the form and the command line ask for. Entro documents no fixed host: every customer has an address of its own. */
export const entroDescriptor: VendorDescriptor = {
  vendor: 'entro',
  title: 'Entro',
  summary:
    'Secrets that Entro found exposed in code, chats, tickets and pipelines, and the scans that found none.',
  url: {
    name: 'url',
    label: 'Base URL',
    help: 'The base address of your Entro API, without /v1. Plain http is accepted for this machine only.',
    placeholder: 'https://entro.example.com',
    required: true,
  },
  credentials: [
    {
      name: 'token',
      label: 'API token',
      help: 'Kept in the keychain of this computer and nowhere else.',
      required: true,
    },
  ],
  settings: [
    {
      name: 'authorizationPrefix',
      label: 'Word before the token',
      help: 'Leave empty: Entro takes the bare token. Fill in a word such as Bearer only if your tenant asks for it.',
      required: false,
    },
  ],
  streams: [
    {
      name: 'audit',
      title: 'Audit log',
      summary: 'One event for each exposed secret, and one for each scan that found nothing.',
      enabled: true,
      intervalSeconds: 600,
      lookBackDays: 60,
      pageSize: null,
      retentionDays: null,
      permissions: ['Read access to the audit log (GET /v1/scan/auditLogs)'],
    },
  ],
  setUpSteps: [
    'Sign in to Entro with an account that may create API tokens. An active subscription is needed.',
    'Create an API token, name it after this computer, and let it read the audit log.',
    'Copy the token at once: Entro may not show it a second time.',
    'Find the base address of your Entro API; your Entro contact knows it if the console does not show it.',
    'Enter address and token here and choose “Test connection”.',
  ],
  permissions: ['Read access to the audit log (GET /v1/scan/auditLogs)'],
};

/**
 * Asks for one UTC day, or with `openEnd` for everything since its start.
 *
 * Three surprises of this API: the token goes without a scheme word, days are written dd/mm/yyyy, and `to` has to be
 * absent (not empty) for a day that is still growing.
 */
export function auditLogRequest(context: SourceContext, day: Date, openEnd: boolean): HttpRequest {
  const from = `from=${encodeURIComponent(dayFirst(day))}`;
  const to = openEnd ? '' : `&to=${encodeURIComponent(dayFirst(dayAfter(day)))}`;
  return {
    method: 'GET',
    url: `${context.url}/v1/scan/auditLogs?${from}${to}`,
    headers: { accept: 'application/json' },
  };
}

export function authorization(context: SourceContext): string {
  const prefix = context.settings.authorizationPrefix?.trim() ?? '';
  const token = context.credentials.token?.trim() ?? '';
  return prefix === '' ? token : `${prefix} ${token}`;
}

function dayAfter(day: Date): Date {
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate() + 1));
}

function dayFirst(day: Date): string {
  const [year, month, date] = day.toISOString().slice(0, 10).split('-');
  return `${date}/${month}/${year}`;
}
