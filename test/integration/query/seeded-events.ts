import type { EventToStore } from '../../../main/database/stored-page.ts';
import { anEventToStore, testId } from '../../helpers/event-builders.ts';
import { testNowUs } from '../../helpers/temporary-workspace.ts';
import { seededRandom } from '../../unit/query/seeded-random.ts';

const DAY_US = 86_400_000_000;

/** One event as the tests count it themselves. */
export interface KnownEvent {
  readonly id: string;
  readonly timeUs: number;
  readonly secretType: string | null;
  readonly userName: string | null;
  readonly severityId: number;
  readonly line: number | null;
  readonly fingerprint: string | null;
}

/** Events over the 30 days before now, in no order, with missing values, times that coincide and names in two cases. */
export function seededEvents(count: number, seed = 7): KnownEvent[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, index) => {
    const secretType = random.chance(0.3)
      ? null
      : random.oneOf([
          'AWS_ACCESS_KEY_ID',
          'JWT',
          'GITHUB_TOKEN',
          'aws_secret',
          'GENERIC_CREDS',
          'Ünïcode "x"',
          '',
        ]);
    return {
      id: testId(`event ${index}`),
      timeUs: testNowUs - random.below(30 * 24) * (DAY_US / 24) - random.below(2) * 1_000_000,
      secretType,
      userName: random.chance(0.2)
        ? null
        : random.oneOf(['alice', 'Alice', 'bob', 'carol', 'dave', 'svc backup']),
      severityId: random.oneOf([1, 2, 3, 4, 5, 99]),
      line: random.chance(0.1) ? null : random.below(40),
      fingerprint: secretType === null ? null : testId(`secret ${random.below(50)}`),
    };
  });
}

export function asStored(event: KnownEvent): EventToStore {
  return anEventToStore({
    eventId: event.id,
    secretFingerprint: event.fingerprint,
    secretLength: event.fingerprint === null ? null : 20,
    event: {
      vendorEventId: event.id,
      timeUs: event.timeUs,
      secretType: event.secretType,
      userName: event.userName,
      secretLine: event.line,
      ocsf: { severity_id: event.severityId, message: `found by ${event.userName ?? 'nobody'}` },
    },
  });
}

export function uuidOf(id: string): string {
  return id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
