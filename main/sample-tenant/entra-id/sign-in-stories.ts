import { samplePeople } from '../people.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { type LogRow, MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from './log-row.ts';
import { personNamed, samplePrograms } from './sample-directory.ts';
import { personRow, programSignIn, type SignInKind } from './sign-in-records.ts';

/** How many days before the tenant's first day each story happens. */
export const storyDays = { expiredSecret: 5, spraying: 3, travel: 2 } as const;

export const attackers = {
  sprayer: { ip: '203.0.113.200', city: 'Halden', state: '', country: 'XX' },
  traveller: { ip: '203.0.113.66', city: 'Campinas', state: 'Sao Paulo', country: 'BR' },
} as const;

/** What an analyst should find among the ordinary sign-ins. */
export function signInStories(
  kind: SignInKind,
  day: number,
  startedOn: number,
  random: SeededRandom,
): LogRow[] {
  const daysAgo = startedOn - day;
  if (kind === 'servicePrincipal' && daysAgo <= storyDays.expiredSecret) return expiredSecret(day, random);
  if (kind !== 'interactiveUser') return [];
  if (daysAgo === storyDays.spraying) return spraying(day, random);
  return daysAgo === storyDays.travel ? travel(day, random) : [];
}

/** A program goes on trying every hour with a secret that has run out. */
function expiredSecret(day: number, random: SeededRandom): LogRow[] {
  return Array.from({ length: 24 }, (_, hour) =>
    programSignIn(
      'servicePrincipal',
      samplePrograms[0],
      day * MS_PER_DAY + hour * MS_PER_HOUR + 123.4567,
      random,
      7_000_222,
      'The provided client secret keys are expired.',
    ),
  );
}

/** Ten passwords for each of the finance department and some others within half an hour; one fits. */
function spraying(day: number, random: SeededRandom): LogRow[] {
  const startMs = day * MS_PER_DAY + 2 * MS_PER_HOUR;
  const tries = samplePeople.slice(18, 36).flatMap((person, at) =>
    Array.from({ length: 10 }, (_, round) =>
      personRow({
        kind: 'interactiveUser',
        person,
        timeMs: startMs + (round * 18 + at) * 9_000 + random.fraction() * 1_000,
        random,
        code: round === 9 && at % 5 === 0 ? 50_053 : 50_126,
        reason: round === 9 && at % 5 === 0 ? 'The account is locked.' : 'Invalid username or password.',
        from: attackers.sprayer,
        risk: 'medium',
        isUnknownDevice: true,
      }),
    ),
  );
  return [...tries, suspicious('Vera Castell', startMs + 31 * MS_PER_MINUTE, random, attackers.sprayer)];
}

/** Rotterdam, and 25 minutes later another continent. */
function travel(day: number, random: SeededRandom): LogRow[] {
  const startMs = day * MS_PER_DAY + 9 * MS_PER_HOUR;
  const person = personNamed('Hanna Visser');
  return [
    personRow({ kind: 'interactiveUser', person, timeMs: startMs, random, code: 0, reason: 'Other.' }),
    suspicious(person.name, startMs + 25 * MS_PER_MINUTE, random, attackers.traveller),
  ];
}

function suspicious(
  name: string,
  timeMs: number,
  random: SeededRandom,
  from: (typeof attackers)[keyof typeof attackers],
): LogRow {
  return personRow({
    kind: 'interactiveUser',
    person: personNamed(name),
    timeMs,
    random,
    code: 0,
    reason: 'Other.',
    from,
    risk: 'high',
    isUnknownDevice: true,
  });
}
