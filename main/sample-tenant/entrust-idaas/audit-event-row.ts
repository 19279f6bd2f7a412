import { type SamplePerson, sampleCompany, sampleOffices } from '../people.ts';
import { type SeededRandom, seededRandom } from '../seeded-random.ts';

/** An audit event as the API answers it. */
export interface AuditEventRow {
  readonly id: string;
  readonly accountId: string;
  /** ISO 8601 in UTC. */
  readonly eventTime: string;
  readonly eventType: string;
  readonly eventCategory: 'AUTHENTICATION' | 'MANAGEMENT';
  readonly eventOutcome: 'SUCCESS' | 'FAIL';
  readonly [field: string]: unknown;
}

/** An event, and when the API knows of it: some are written down minutes late. */
export interface WrittenEvent {
  readonly row: AuditEventRow;
  readonly timeMs: number;
  readonly writtenAtMs: number;
}

export const MS_PER_DAY = 86_400_000;

/** The same for the same thing on every day. */
export function steadyId(seed: string, ...what: readonly string[]): string {
  return seededRandom(seed, 'entrust-idaas', 'id', ...what).uuid();
}

/** Who acts: a person, or a program that uses the API. */
export interface Subject {
  readonly subject: string;
  readonly subjectName: string;
  readonly subjectType: 'USER' | 'ADMIN_API';
  readonly sourceIp: string;
}

export function personAs(
  seed: string,
  person: SamplePerson,
  sourceIp: string = sampleOffices[person.office].ip,
): Subject {
  return {
    subject: steadyId(seed, 'user', person.email),
    subjectName: person.email,
    subjectType: 'USER',
    sourceIp,
  };
}

export function programAs(seed: string, name: string, sourceIp: string): Subject {
  return { subject: steadyId(seed, 'program', name), subjectName: name, subjectType: 'ADMIN_API', sourceIp };
}

const QUICK_SECONDS = 20;
const SHARE_OF_LATE = 0.03;
const LATE_MINUTES = { least: 2, most: 8 } as const;

/** `fields` is what the event says beside its head; what is undefined is left out, as the API does. */
export function writeEvent(
  seed: string,
  random: SeededRandom,
  timeMs: number,
  head: Pick<AuditEventRow, 'eventType' | 'eventCategory' | 'eventOutcome'>,
  fields: Readonly<Record<string, unknown>>,
): WrittenEvent {
  const delayMs =
    random.fraction() < SHARE_OF_LATE
      ? random.between(LATE_MINUTES.least, LATE_MINUTES.most) * 60_000
      : random.between(0, QUICK_SECONDS) * 1_000;
  const row = {
    id: random.uuid(),
    accountId: steadyId(seed, 'account', sampleCompany.domain),
    eventTime: new Date(timeMs).toISOString(),
    ...head,
    eventVersion: '1.0',
    ...fields,
  };
  return { row, timeMs, writtenAtMs: timeMs + delayMs };
}
