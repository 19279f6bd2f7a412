import { type SamplePerson, sampleOffices, samplePeople } from '../people.ts';
import { type SeededRandom, seededRandom } from '../seeded-random.ts';
import { graphTime, type LogRow, MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from './log-row.ts';
import { idOf, personId, personNamed, sampleApps, sampleGroups } from './sample-directory.ts';
import { attackers, storyDays } from './sign-in-stories.ts';

interface Change {
  readonly name: string;
  readonly category: string;
  readonly operation: string;
  readonly targets: readonly object[];
  readonly by: SamplePerson;
  readonly ip?: string;
}

/** What the directory's log says of one UTC day. */
export function generateAudits(seed: string, day: number, startedOn: number): LogRow[] {
  const random = seededRandom(seed, 'entra-audit', day);
  const usual = Array.from({ length: 22 }, () => {
    const timeMs = day * MS_PER_DAY + (7 + random.fraction() * 10) * MS_PER_HOUR;
    return auditRow(usualChange(random), timeMs, random);
  });
  return [...usual, ...stories(day, startedOn - day, random)];
}

function auditRow(change: Change, timeMs: number, random: SeededRandom): LogRow {
  const { name, category, operation, targets, by } = change;
  const isRefused = random.fraction() < 0.05;
  return {
    timeMs,
    shownAtMs: timeMs + (1 + random.fraction() * 9) * MS_PER_MINUTE,
    record: {
      id: `Directory_${random.uuid()}_${random.text(5, 'ABCDEFGHJKLMNP')}_${random.between(1_000, 99_999)}`,
      category,
      correlationId: random.uuid(),
      result: isRefused ? 'failure' : 'success',
      resultReason: isRefused ? 'Insufficient privileges' : '',
      activityDisplayName: name,
      activityDateTime: graphTime(timeMs),
      loggedByService: 'Core Directory',
      operationType: operation,
      initiatedBy: {
        app: null,
        user: {
          id: personId(by),
          displayName: by.name,
          userPrincipalName: by.upn,
          ipAddress: change.ip ?? sampleOffices[by.office].ip,
          userType: 'Member',
        },
      },
      targetResources: targets,
      additionalDetails: [{ key: 'User-Agent', value: 'ExampleBrowser/130.0' }],
    },
  };
}

function usualChange(random: SeededRandom): Change {
  const by = personNamed(random.pick(['Nadia Falk', 'Oskar Petrov', 'Priya Ramstad', 'Quentin Holm']));
  const person = random.pick(samplePeople as readonly [SamplePerson, ...SamplePerson[]]);
  const group = sampleGroups[random.between(0, sampleGroups.length - 1)] ?? sampleGroups[0];
  const inGroup = [
    {
      ...user(person),
      modifiedProperties: [
        to('Group.ObjectID', idOf('group', group.name)),
        to('Group.DisplayName', group.name),
      ],
    },
    {
      id: idOf('group', group.name),
      displayName: null,
      type: 'Group',
      groupType: 'unifiedGroups',
      modifiedProperties: [],
    },
  ];
  return random.pick<Change>([
    {
      name: 'Update user',
      category: 'UserManagement',
      operation: 'Update',
      by,
      targets: [
        { ...user(person), modifiedProperties: [property('JobTitle', '["Clerk"]', '["Senior clerk"]')] },
      ],
    },
    {
      name: 'Reset user password',
      category: 'UserManagement',
      operation: 'Update',
      by,
      targets: [user(person)],
    },
    {
      name: 'Change user password',
      category: 'UserManagement',
      operation: 'Update',
      by: person,
      targets: [user(person)],
    },
    {
      name: 'User registered security info',
      category: 'UserManagement',
      operation: 'Update',
      by: person,
      targets: [user(person)],
    },
    // Either order occurs.
    {
      name: 'Add member to group',
      category: 'GroupManagement',
      operation: 'Assign',
      by,
      targets: random.fraction() < 0.5 ? inGroup : inGroup.toReversed(),
    },
    {
      name: 'Remove member from group',
      category: 'GroupManagement',
      operation: 'Unassign',
      by,
      targets: inGroup,
    },
    {
      name: 'Update group',
      category: 'GroupManagement',
      operation: 'Update',
      by,
      targets: [{ id: idOf('group', group.name), displayName: group.name, type: 'Group' }],
    },
    {
      name: 'Update device',
      category: 'Device',
      operation: 'Update',
      by,
      targets: [{ id: idOf('device', 'LM-WIN-004'), displayName: 'LM-WIN-004', type: 'Device' }],
    },
  ]);
}

function stories(day: number, daysAgo: number, random: SeededRandom): LogRow[] {
  const at = (hours: number) => day * MS_PER_DAY + hours * MS_PER_HOUR;
  if (daysAgo === storyDays.spraying) {
    const by = personNamed('Vera Castell');
    const ip = attackers.sprayer.ip;
    return [
      auditRow(
        {
          name: 'User registered security info',
          category: 'UserManagement',
          operation: 'Update',
          by,
          ip,
          targets: [user(by)],
        },
        at(2.6),
        random,
      ),
      auditRow(
        {
          name: 'Consent to application',
          category: 'ApplicationManagement',
          operation: 'Assign',
          by,
          ip,
          targets: [
            {
              id: sampleApps.mailMerge.id,
              displayName: sampleApps.mailMerge.name,
              type: 'ServicePrincipal',
              modifiedProperties: [
                property('ConsentAction.Permissions', '""', '"[] => [[Scope: Mail.Read offline_access]]"'),
              ],
            },
          ],
        },
        at(2.7),
        random,
      ),
    ];
  }
  if (daysAgo !== storyDays.travel) return [];
  const by = personNamed('Nadia Falk');
  const chosen = personNamed('Umberto Dahl');
  const role = [
    to('Role.ObjectID', idOf('role', 'Global Administrator')),
    to('Role.DisplayName', 'Global Administrator'),
  ];
  return [
    auditRow(
      {
        name: 'Add member to role',
        category: 'RoleManagement',
        operation: 'Assign',
        by,
        targets: [{ ...user(chosen), modifiedProperties: role }],
      },
      at(23.1),
      random,
    ),
    auditRow(
      {
        name: 'Update conditional access policy',
        category: 'Policy',
        operation: 'Update',
        by,
        targets: [
          {
            id: idOf('policy', 'second-factor'),
            displayName: 'Require a second factor outside the offices',
            type: 'Policy',
            modifiedProperties: [
              property('ConditionalAccessPolicy', '{"state":"enabled"}', '{"state":"disabled"}'),
            ],
          },
        ],
      },
      at(23.3),
      random,
    ),
    auditRow(
      {
        name: 'Update application – Certificates and secrets management',
        category: 'ApplicationManagement',
        operation: 'Update',
        by,
        targets: [
          {
            id: idOf('app', 'invoice-scanner'),
            displayName: 'invoice-scanner',
            type: 'Application',
            modifiedProperties: [
              property(
                'KeyDescription',
                '[]',
                `["[KeyIdentifier=${idOf('key', 'new')},KeyType=Password,KeyUsage=Verify,DisplayName=tmp]"]`,
              ),
            ],
          },
        ],
      },
      at(23.5),
      random,
    ),
  ];
}

function user(person: SamplePerson) {
  return {
    id: personId(person),
    displayName: null,
    type: 'User',
    userPrincipalName: person.upn,
    groupType: null,
    modifiedProperties: [],
  };
}

function property(displayName: string, oldValue: string | null, newValue: string) {
  return { displayName, oldValue, newValue };
}

/** As Graph writes it: JSON in a text. */
function to(displayName: string, value: string) {
  return property(displayName, null, JSON.stringify(value));
}
