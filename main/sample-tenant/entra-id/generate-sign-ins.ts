import { type SamplePerson, samplePeople } from '../people.ts';
import { type SeededRandom, seededRandom } from '../seeded-random.ts';
import { type LogRow, MS_PER_DAY } from './log-row.ts';
import { sampleIdentities, samplePrograms } from './sample-directory.ts';
import { type PersonSignIn, personRow, programSignIn, type SignInKind } from './sign-in-records.ts';
import { signInStories } from './sign-in-stories.ts';

/** Sign-ins on a working day. */
const perDay: Readonly<Record<SignInKind, number>> = {
  interactiveUser: 110,
  nonInteractiveUser: 190,
  servicePrincipal: 48,
  managedIdentity: 36,
};

/** All sign-ins of one kind on one UTC day. Story days count back from the day on which the tenant started. */
export function generateSignIns(seed: string, kind: SignInKind, day: number, startedOn: number): LogRow[] {
  const random = seededRandom(seed, 'entra-sign-in', kind, day);
  const isWeekend = [0, 6].includes(new Date(day * MS_PER_DAY).getUTCDay());
  const count = Math.round(perDay[kind] * (isWeekend ? 0.3 : 1));
  const usual = Array.from({ length: count }, () => usualRow(kind, day, random));
  return [...usual, ...signInStories(kind, day, startedOn, random)];
}

function usualRow(kind: SignInKind, day: number, random: SeededRandom): LogRow {
  const isProgram = kind === 'servicePrincipal' || kind === 'managedIdentity';
  const hours = isProgram || random.fraction() < 0.2 ? random.fraction() * 24 : 6 + random.fraction() * 11;
  const timeMs = day * MS_PER_DAY + hours * 3_600_000;
  if (isProgram) return programRow(kind, timeMs, random);
  const person = random.pick(samplePeople as readonly [SamplePerson, ...SamplePerson[]]);
  return personRow({ kind, person, timeMs, random, ...usualOutcome(kind, random) });
}

function usualOutcome(
  kind: SignInKind,
  random: SeededRandom,
): Pick<PersonSignIn, 'code' | 'reason' | 'isLate'> {
  const chance = random.fraction();
  const isLate = random.fraction() < 0.08;
  if (chance < 0.06) return { code: 50126, reason: 'Invalid username or password.', isLate };
  if (chance < 0.14 && kind === 'interactiveUser') {
    return { code: 50074, reason: 'A second factor is required.', isLate };
  }
  return { code: 0, reason: 'Other.', isLate };
}

function programRow(kind: SignInKind, timeMs: number, random: SeededRandom): LogRow {
  const name =
    kind === 'managedIdentity'
      ? random.pick(sampleIdentities)
      : random.pick([...samplePrograms.slice(1)] as [string]);
  return programSignIn(kind, name, timeMs, random, 0, '');
}
