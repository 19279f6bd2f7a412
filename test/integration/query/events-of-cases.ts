import type { EventToStore } from '../../../main/database/stored-page.ts';
import type { NormalisedEvent, OcsfEvent } from '../../../shared/normalised-event.ts';
import { anEventToStore } from '../../helpers/event-builders.ts';
import { testNowUs } from '../../helpers/temporary-workspace.ts';

const HOUR_US = 3_600_000_000;

/** Few events that differ in what the cases ask for; each is known by its vendor's id. */
export function eventsOfCases(): EventToStore[] {
  return [
    anEvent('alice', {
      userName: 'Alice',
      srcIp: '10.0.0.5',
      secretType: 'AWS_ACCESS_KEY_ID',
      secretLine: 5,
      severity: 4,
      hoursAgo: 1,
      extra: {
        finding_info: {
          title: 'Key in a commit',
          types: ['Secret', 'Cloud'],
          created_time: 1_700_000_000_000,
        },
      },
      raw: { team: { name: 'Platform' }, tries: 5, tags: [{ label: 'Prod' }, { label: 'eu' }] },
    }),
    anEvent('bob', {
      userName: 'bob',
      srcIp: '10.0.1.77',
      secretType: 'AWS_SECRET',
      secretLine: 50,
      severity: 2,
      hoursAgo: 30,
      extra: { finding_info: { title: 'Key in a wiki', types: ['Secret'], created_time: 1_800_000_000_000 } },
      raw: { team: { name: 'platform' }, tries: '50', tags: { label: 'prod' } },
    }),
    anEvent('percent', {
      userName: '100% _sure*',
      srcIp: '2001:db8::7',
      secretType: 'JWT',
      secretLine: 500,
      severity: 99,
      hoursAgo: 24 * 10,
      extra: { unmapped: { list: [[{ deep: 'x' }], { deep: 'y' }] } },
      raw: { since: '2026-11-01T00:00:00Z' },
    }),
    anEvent('slash', {
      userName: 'CORP\\carol',
      srcIp: null,
      secretType: null,
      secretLine: null,
      severity: 5,
      hoursAgo: 24 * 20,
      message: 'first line\nsecond line',
    }),
    anEvent('nobody', {
      userName: null,
      srcIp: 'unknown',
      secretType: 'jwt',
      secretLine: 7,
      severity: 1,
      hoursAgo: 48,
    }),
  ];
}

interface Traits {
  readonly userName: string | null;
  readonly srcIp: string | null;
  readonly secretType: string | null;
  readonly secretLine: number | null;
  readonly severity: number;
  readonly hoursAgo: number;
  readonly message?: string;
  readonly extra?: Partial<OcsfEvent>;
  readonly raw?: unknown;
}

function anEvent(name: string, traits: Traits): EventToStore {
  const { severity, hoursAgo, extra, raw, message, ...columns } = traits;
  const event: Partial<Omit<NormalisedEvent, 'ocsf'>> = {
    ...columns,
    vendorEventId: name,
    timeUs: testNowUs - hoursAgo * HOUR_US,
  };
  return anEventToStore({
    event: { ...event, ocsf: { severity_id: severity, message: message ?? `${name} was here`, ...extra } },
    raw: raw ?? {},
  });
}
