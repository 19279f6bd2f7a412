import { type SamplePerson, samplePeople } from '../people.ts';
import { type SeededRandom, seededRandom } from '../seeded-random.ts';
import {
  MS_PER_DAY,
  personAs,
  programAs,
  type Subject,
  steadyId,
  type WrittenEvent,
  writeEvent,
} from './audit-event-row.ts';

export interface Change {
  readonly entityType: string;
  readonly entityAction: string;
  readonly entityName: string;
  readonly attributes?: readonly { readonly name: string; readonly value: unknown }[];
  readonly changes?: readonly {
    readonly name: string;
    readonly oldValue: unknown;
    readonly newValue: unknown;
  }[];
}

type Maker = { readonly weight: number; make(random: SeededRandom, person: SamplePerson): Change };

const groups = ['VPN users', 'Payroll approvers', 'Contractors', 'Depot tablets'] as const;

/** What the identity team does all day. */
const daily: readonly [Maker, ...Maker[]] = [
  {
    weight: 8,
    make: (random, person) => ({
      ...about(person, 'EDIT'),
      changes: [{ name: 'mobile', oldValue: fakePhone(random), newValue: fakePhone(random) }],
    }),
  },
  {
    weight: 5,
    make: (_random, person) => ({
      ...about(person, 'RESET'),
      attributes: [{ name: 'passwordResetRequired', value: true }],
    }),
  },
  { weight: 4, make: (_random, person) => about(person, 'UNLOCK') },
  {
    weight: 5,
    make: (random, person) => ({
      entityType: 'GROUPS',
      entityAction: random.pick(['ASSIGN', 'ASSIGN', 'UNASSIGN']),
      entityName: random.pick(groups),
      attributes: [{ name: 'userName', value: person.email }],
    }),
  },
  {
    weight: 6,
    make: (random, person) => ({
      entityType: 'TOKENS',
      entityAction: 'ASSIGN',
      entityName: `Soft token ${random.between(10_000, 99_999)}`,
      attributes: [
        { name: 'userName', value: person.email },
        { name: 'tokenType', value: 'ENTRUST_SOFT_TOKEN' },
      ],
    }),
  },
  {
    weight: 3,
    make: (random, person) => ({
      entityType: 'TOKENACTIVATIONCONTENTS',
      entityAction: 'ADD',
      entityName: person.email,
      attributes: [{ name: 'activationCode', value: `FAKE-${random.text(12, '0123456789')}` }],
    }),
  },
  {
    weight: 2,
    make: (random) => ({
      entityType: 'GRIDS',
      entityAction: 'ADD',
      entityName: `Grid ${random.between(100, 999)}`,
    }),
  },
  {
    weight: 2,
    make: (_random, person) => ({
      entityType: 'FIDOTOKENS',
      entityAction: 'REMOVE',
      entityName: `Security key of ${person.name}`,
    }),
  },
  { weight: 1, make: (_random, person) => about(person, 'DISABLE') },
  { weight: 1, make: (_random, person) => about(person, 'ENABLE') },
  {
    weight: 1,
    make: (random) => ({
      entityType: 'APPLICATIONS',
      entityAction: 'EDIT',
      entityName: random.pick(['Payroll', 'Wiki', 'Freight Desk']),
      changes: [{ name: 'sessionTimeout', oldValue: '30', newValue: random.pick(['15', '60']) }],
    }),
  },
  {
    weight: 0.5,
    make: (random) => ({
      entityType: 'SPCLIENTCREDENTIALS',
      entityAction: 'RESET',
      entityName: 'hr-sync',
      changes: [
        {
          name: 'clientSecret',
          oldValue: `fake-${random.text(20, 'abcdef0123456789')}`,
          newValue: `fake-${random.text(20, 'abcdef0123456789')}`,
        },
      ],
    }),
  },
  {
    weight: 0.5,
    make: () => ({ entityType: 'GROUPPOLICIES', entityAction: 'EDIT', entityName: 'Default policy' }),
  },
  { weight: 0.5, make: () => ({ entityType: 'IPLISTS', entityAction: 'EDIT', entityName: 'Offices' }) },
  {
    weight: 0.5,
    make: () => ({ entityType: 'EXPORTREPORTS', entityAction: 'ADD', entityName: 'Monthly sign-ins' }),
  },
];

const WEEKLY_RHYTHM = [0.05, 0.9, 1, 1, 0.95, 0.7, 0.05] as const;
const CHANGES_ON_A_BUSY_DAY = 34;

/** Administrators' and programs' changes of one UTC day, in no order. */
export function generateChanges(seed: string, day: number): WrittenEvent[] {
  const random = seededRandom(seed, 'entrust-idaas', 'changes', day);
  const rhythm = WEEKLY_RHYTHM[new Date(day * MS_PER_DAY).getUTCDay()] ?? 1;
  const count = Math.round(CHANGES_ON_A_BUSY_DAY * rhythm * (0.8 + random.fraction() * 0.4));
  const byPeople = Array.from({ length: count }, () => {
    const timeMs = day * MS_PER_DAY + Math.floor((7 + random.fraction() * 11) * 3_600_000);
    const administrator = personAs(seed, random.pick(administrators));
    const change = random.pickWeighted(daily).make(random, random.pick(samplePeople));
    return changeEvent(seed, random, timeMs, administrator, change);
  });
  return [...byPeople, directorySync(seed, random, day)];
}

export const administrators = samplePeople.filter(({ department }) => department === 'IT') as [
  SamplePerson,
  ...SamplePerson[],
];

function directorySync(seed: string, random: SeededRandom, day: number): WrittenEvent {
  const change = { entityType: 'DIRECTORYSYNC', entityAction: 'EDIT', entityName: 'corp.larkmoor.example' };
  const timeMs = day * MS_PER_DAY + 2 * 3_600_000 + random.between(0, 600_000);
  return changeEvent(seed, random, timeMs, programAs(seed, 'hr-sync', '192.0.2.60'), change);
}

export function changeEvent(
  seed: string,
  random: SeededRandom,
  timeMs: number,
  subject: Subject,
  { entityType, entityAction, entityName, attributes = [], changes = [] }: Change,
): WrittenEvent {
  const isPerson = subject.subjectType === 'USER';
  return writeEvent(
    seed,
    random,
    timeMs,
    { eventType: 'ManagementEvent', eventCategory: 'MANAGEMENT', eventOutcome: 'SUCCESS' },
    {
      message: `audit.${entityType.toLowerCase()}.${entityAction.toLowerCase()}`,
      ...subject,
      entityType,
      entityAction,
      entityId: steadyId(seed, entityType, entityName),
      entityName,
      requiredPermission: `${entityType}:${permissionOf(entityAction)}`,
      ...(isPerson
        ? {
            subscriberAdminRoleId: steadyId(seed, 'role', 'Administrator'),
            subscriberAdminRoleName: 'Administrator',
          }
        : {}),
      auditDetails: {
        messageTokens: [entityName],
        entityAttributes: attributes,
        modifiedEntityAttributes: changes,
      },
    },
  );
}

function permissionOf(action: string): string {
  return ['ADD', 'REMOVE', 'VIEW'].includes(action) ? action : 'EDIT';
}

function about(person: SamplePerson, entityAction: string): Change {
  return { entityType: 'USERS', entityAction, entityName: person.email };
}

/** From the range that is kept free for films and examples. */
function fakePhone(random: SeededRandom): string {
  return `+44 7700 900${random.text(3, '0123456789')}`;
}
