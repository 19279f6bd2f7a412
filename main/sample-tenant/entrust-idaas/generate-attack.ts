import { samplePeople } from '../people.ts';
import { seededRandom } from '../seeded-random.ts';
import { MS_PER_DAY, personAs, type WrittenEvent } from './audit-event-row.ts';
import { administrators, type Change, changeEvent } from './generate-changes.ts';
import { signInEvent } from './generate-sign-ins.ts';

const ATTACKER_IP = '203.0.113.66';
/** Before the day on which the tenant was started. */
const SPRAY_DAYS_AGO = 3;
const TAKEOVER_DAYS_AGO = 2;

/** What an analyst should find: passwords tried on everybody in one night, and a service-desk account taken over in the next. */
export function generateAttack(seed: string, day: number, startedOn: number): WrittenEvent[] {
  if (startedOn - day === SPRAY_DAYS_AGO) return passwordSpray(seed, day);
  return startedOn - day === TAKEOVER_DAYS_AGO ? takeover(seed, day) : [];
}

const TRIES_EACH = 4;

function passwordSpray(seed: string, day: number): WrittenEvent[] {
  const random = seededRandom(seed, 'entrust-idaas', 'spray', day);
  const startMs = day * MS_PER_DAY + 2 * 3_600_000;
  return samplePeople.flatMap((person, index) => {
    const subject = personAs(seed, person, ATTACKER_IP);
    const tries = Array.from({ length: TRIES_EACH }, (_, round) => {
      const timeMs = startMs + round * 1_200_000 + index * 4_000 + random.between(0, 900);
      const denied = ['AuthenticationDeniedEvent', 'PASSWORD'] as const;
      return signInEvent(
        seed,
        random,
        timeMs,
        denied,
        subject,
        'Customer Portal',
        'audit.authentication.invalid_password',
      );
    });
    if (index % 7 !== 0) return tries;
    const lockedMs = startMs + TRIES_EACH * 1_200_000 + index * 4_000;
    return [
      ...tries,
      signInEvent(seed, random, lockedMs, ['AuthenticationLockedEvent', null], subject, 'Customer Portal'),
    ];
  });
}

const changesAfterwards: readonly Change[] = [
  { entityType: 'CONTEXTRULES', entityAction: 'REMOVE', entityName: 'Block unknown countries' },
  { entityType: 'USERS', entityAction: 'ADD', entityName: 'backup-helper@larkmoor.example' },
  {
    entityType: 'ROLES',
    entityAction: 'ASSIGN',
    entityName: 'Super Administrator',
    attributes: [{ name: 'userName', value: 'backup-helper@larkmoor.example' }],
  },
  {
    entityType: 'GROUPPOLICIES',
    entityAction: 'EDIT',
    entityName: 'Default policy',
    changes: [{ name: 'secondFactorRequired', oldValue: 'true', newValue: 'false' }],
  },
  { entityType: 'EXPORTREPORTS', entityAction: 'ADD', entityName: 'All users' },
];

function takeover(seed: string, day: number): WrittenEvent[] {
  const random = seededRandom(seed, 'entrust-idaas', 'takeover', day);
  const victim = administrators.find(({ jobTitle }) => jobTitle === 'Service desk') ?? administrators[0];
  const subject = personAs(seed, victim, ATTACKER_IP);
  const startMs = day * MS_PER_DAY + 3 * 3_600_000;
  const stages: readonly (readonly [string, string | null])[] = [
    ['AuthenticationFirstFactorPasswordSuccessEvent', 'PASSWORD'],
    ['AuthenticationDeniedEvent', 'TOKENPUSH'],
    ['AuthenticationDeniedEvent', 'TOKENPUSH'],
    ['AuthenticationDeniedEvent', 'TOKENPUSH'],
    ['AuthenticationTokenPushSuccessEvent', 'TOKENPUSH'],
    ['AuthenticationExternalSecondFactorBypassEvent', 'EXTERNAL'],
  ];
  const signIns = stages.map((stage, index) =>
    signInEvent(seed, random, startMs + index * 45_000, stage, subject, 'Administration Portal'),
  );
  const changes = changesAfterwards.map((change, index) =>
    changeEvent(seed, random, startMs + 600_000 + index * 150_000, subject, change),
  );
  return [...signIns, ...changes];
}
