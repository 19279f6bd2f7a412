import { appError } from '../../../shared/app-error.ts';
import { noCounts, type SourceStatus, type StreamStatus } from '../../../shared/source-status.ts';
import { US_PER_DAY, US_PER_HOUR, US_PER_MINUTE, US_PER_MS } from '../../../shared/time-range.ts';
import { fakeSuite } from './fake-vendor.ts';

const nowUs = () => Date.now() * US_PER_MS;

export function aStream(over: Partial<StreamStatus> = {}): StreamStatus {
  return {
    stream: 'audit',
    phase: 'waiting',
    settings: { enabled: true, intervalSeconds: 600, lookBackDays: 60, pageSize: 0 },
    counts: { received: 48_211, stored: 46_930, duplicate: 1_278, rejected: 3, unmapped: 0 },
    lastRun: null,
    progress: null,
    checkpoint: `day ${new Date().toISOString().slice(0, 10)}`,
    lastSuccessAtUs: nowUs() - 3 * US_PER_MINUTE,
    nextRunAtUs: nowUs() + 7 * US_PER_MINUTE,
    newestEventUs: nowUs() - 4 * US_PER_MINUTE,
    lagUs: 3 * US_PER_MINUTE,
    lastError: null,
    lastErrorAtUs: null,
    backFill: null,
    gaps: [],
    ...over,
  };
}

export function aSource(over: Partial<SourceStatus> = {}): SourceStatus {
  return {
    sourceId: 'source-1',
    vendor: 'entro',
    name: 'Entro production',
    url: 'https://api.entro.example',
    settings: {},
    paused: false,
    credentialsExpire: null,
    streams: [aStream()],
    ...over,
  };
}

export const catchingUp = () =>
  aStream({
    phase: 'collecting',
    counts: { received: 18_204, stored: 18_190, duplicate: 14, rejected: 0, unmapped: 0 },
    progress: {
      done: 23,
      total: 61,
      unit: 'days',
      at: new Date(Date.now() - 37 * 86_400_000).toISOString().slice(0, 10),
    },
    lastSuccessAtUs: null,
    nextRunAtUs: null,
    lagUs: 37 * US_PER_DAY,
    newestEventUs: nowUs() - 38 * US_PER_DAY,
  });

const refused = () =>
  aStream({
    phase: 'failed',
    lastSuccessAtUs: nowUs() - 26 * US_PER_HOUR,
    nextRunAtUs: null,
    lagUs: 26 * US_PER_HOUR,
    lastError: appError(
      'credentials-rejected',
      'Entro refused the token. Nothing newer than yesterday is collected; what is stored stays.',
      'Make a new token in Entro and put it in with Edit.',
      { detail: 'GET /v1/scan/auditLogs: 401' },
    ),
    lastErrorAtUs: nowUs() - 2 * US_PER_MINUTE,
  });

const permissionMissing = appError(
  'permission-missing',
  'The app registration may not read security incidents (status 403).',
  'Give it SecurityIncident.Read.All and grant admin consent, or switch this stream off.',
  { traceId: '7f3f0f1e-2f7c-4f0b-9d55-0a1b2c3d4e5f', detail: 'GET /v1.0/security/incidents: 403' },
);

/** One stream of the suite in each state that there is. */
function suiteStreams(): StreamStatus[] {
  const states: Record<string, Partial<StreamStatus>> = {
    'sign-in-interactive': {
      counts: { ...noCounts, received: 1_204_331, stored: 1_198_204, duplicate: 6_127 },
    },
    'sign-in-non-interactive': {
      phase: 'collecting',
      counts: { ...noCounts, received: 9_312_004, stored: 9_290_411, duplicate: 21_593 },
    },
    'directory-audit': {
      counts: { received: 48_020, stored: 47_996, duplicate: 12, rejected: 12, unmapped: 37 },
      gaps: [
        {
          fromUs: nowUs() - 5 * US_PER_DAY,
          toUs: nowUs() - 4.4 * US_PER_DAY,
          reason: 'This computer was off for longer than the vendor keeps these events.',
        },
      ],
    },
    alert: {
      backFill: {
        fromUs: nowUs() - 30 * US_PER_DAY,
        toUs: nowUs() - 10 * US_PER_DAY,
        state: 'running',
        progress: { done: 7, total: 20, unit: 'days', at: new Date().toISOString().slice(0, 10) },
        error: null,
      },
    },
    incident: {
      phase: 'failed',
      counts: noCounts,
      lastSuccessAtUs: null,
      newestEventUs: null,
      lagUs: null,
      lastError: permissionMissing,
      lastErrorAtUs: nowUs() - 2 * US_PER_MINUTE,
    },
    user: { phase: 'retrying', counts: { ...noCounts, received: 2_004, stored: 2_004 } },
    device: { phase: 'off', counts: noCounts, lastSuccessAtUs: null, newestEventUs: null, nextRunAtUs: null },
  };
  return fakeSuite.streams.map((stream) =>
    aStream({
      stream: stream.name,
      settings: {
        enabled: states[stream.name]?.phase !== 'off',
        intervalSeconds: stream.intervalSeconds,
        lookBackDays: stream.lookBackDays,
        pageSize: stream.pageSize?.default ?? 0,
      },
      counts: { received: 9_120, stored: 9_102, duplicate: 18, rejected: 0, unmapped: 0 },
      ...states[stream.name],
    }),
  );
}

export function sampleSources(): SourceStatus[] {
  return [
    aSource(),
    aSource({
      sourceId: 'source-2',
      name: 'Entro staging',
      url: 'https://staging.entro.example',
      streams: [catchingUp()],
    }),
    aSource({
      sourceId: 'source-3',
      name: 'Entro subsidiary',
      url: 'https://eu.entro.example',
      credentialsExpire: { atUs: nowUs() - US_PER_DAY, known: 'entered' },
      streams: [refused()],
    }),
    aSource({
      sourceId: 'source-4',
      vendor: fakeSuite.vendor,
      name: 'Entra ID',
      url: 'https://graph.example.com',
      settings: { tenantId: 'contoso.example', clientId: '0b5c', api: 'v1.0' },
      credentialsExpire: { atUs: nowUs() + 12 * US_PER_DAY, known: 'entered' },
      streams: suiteStreams(),
    }),
  ];
}
