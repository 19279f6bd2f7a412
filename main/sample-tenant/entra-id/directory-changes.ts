import { samplePeople } from '../people.ts';
import { seededRandom } from '../seeded-random.ts';
import { MS_PER_DAY } from './log-row.ts';
import { firstDirectory, type GraphObject, idOf, personId, sampleGroups } from './sample-directory.ts';

export type DirectoryKind = 'users' | 'groups' | 'devices';

/** What became different at a moment: the changed properties only. */
export interface DirectoryChange {
  readonly atMs: number;
  readonly kind: DirectoryKind;
  readonly change: GraphObject;
}

/** The changes of one UTC day, in order. */
export function changesOn(seed: string, day: number): readonly DirectoryChange[] {
  const random = seededRandom(seed, 'entra-directory', day);
  const at = () => day * MS_PER_DAY + random.fraction() * MS_PER_DAY;
  const person = () => samplePeople[random.between(0, samplePeople.length - 1)] ?? samplePeople[0];
  const joins = person();
  const group = sampleGroups[random.between(0, sampleGroups.length - 1)] ?? sampleGroups[0];
  const member = { '@odata.type': '#microsoft.graph.user', id: personId(joins) };
  const leaves = random.fraction() < 0.5 ? { '@removed': { reason: 'deleted' } } : {};
  const guest = idOf('guest', String(day));
  const changes: DirectoryChange[] = [
    {
      atMs: at(),
      kind: 'users',
      change: { id: personId(person()), jobTitle: random.pick(['Lead', 'Deputy', 'Clerk']) },
    },
    {
      atMs: at(),
      kind: 'users',
      change: { id: personId(person()), mobilePhone: random.fraction() < 0.5 ? null : '+47 5550 0100' },
    },
    {
      atMs: at(),
      kind: 'groups',
      change: { id: idOf('group', group.name), 'members@delta': [{ ...member, ...leaves }] },
    },
    {
      atMs: day * MS_PER_DAY + 1,
      kind: 'users',
      change: {
        id: guest,
        displayName: 'Visiting auditor',
        userPrincipalName: `auditor${day}_partner.example#EXT#@larkmoor.example`,
        mail: 'auditor@partner.example',
        userType: 'Guest',
        accountEnabled: true,
        onPremisesSyncEnabled: null,
      },
    },
    {
      atMs: day * MS_PER_DAY + 43_200_000,
      kind: 'users',
      change: { id: guest, '@removed': { reason: 'changed' } },
    },
  ];
  return changes.toSorted((a, b) => a.atMs - b.atMs);
}

/** Every object of a kind as it stood at a moment, removed ones left out. */
export function directoryAt(
  kind: DirectoryKind,
  startMs: number,
  changes: readonly DirectoryChange[],
): readonly GraphObject[] {
  const objects = new Map(firstDirectory(startMs)[kind].map((object) => [object.id, object]));
  for (const { change } of changes.filter((one) => one.kind === kind)) {
    if ('@removed' in change) objects.delete(change.id);
    else objects.set(change.id, changed(objects.get(change.id), change));
  }
  return [...objects.values()];
}

function changed(before: GraphObject | undefined, change: GraphObject): GraphObject {
  if (before === undefined || !('members@delta' in change)) return { ...before, ...change };
  const given = change['members@delta'] as readonly GraphObject[];
  const kept = (before['members@delta'] as readonly GraphObject[]).filter(({ id }) =>
    given.every((one) => one.id !== id),
  );
  return { ...before, 'members@delta': [...kept, ...given.filter((one) => !('@removed' in one))] };
}
