import { type SeededRandom, seededRandom } from '../seeded-random.ts';
import { type SampleSecretType, type Surge, sampleSecretTypes, surges } from './secret-types.ts';

/** A row as Entro's API answers it. */
export interface EntroRow {
  readonly date: string;
  readonly results: {
    readonly request_id: string;
    readonly secrets: readonly {
      readonly secret_type: string;
      readonly exposed_value: string;
      readonly line_number: number;
    }[];
  };
}

export const MS_PER_DAY = 86_400_000;

/** Scans on each weekday, Sunday first, as a share of a Tuesday's. */
const WEEKLY_RHYTHM = [0.16, 0.9, 1, 1, 0.95, 0.75, 0.2] as const;
const SCANS_ON_A_BUSY_DAY = 330;
const SHARE_WITH_SECRETS = 0.24;
/** Values that turn up again and again: a few leaked credentials are copied everywhere. */
const KNOWN_VALUES_PER_TYPE = 24;
const SHARE_OF_KNOWN_VALUES = 0.4;

/**
 * All rows of one UTC day, in no order. `day` counts days since 1970. The same seed and day give the same rows
 * whenever they are asked for; `today` only decides on which days the surges come on top.
 */
export function generateEntroDay(seed: string, day: number, today: number): EntroRow[] {
  const random = seededRandom(seed, 'entro', day);
  const scans = Math.round(SCANS_ON_A_BUSY_DAY * rhythmOf(day) * (0.85 + random.fraction() * 0.3));
  const usual = Array.from({ length: scans }, () => generateScan(seed, day, random));
  const more = surges
    .filter((surge) => today - day >= 0 && today - day < surge.days)
    .flatMap((surge) => generateSurge(seed, day, surge));
  return shuffled([...usual, ...more], random);
}

function generateScan(seed: string, day: number, random: SeededRandom): EntroRow {
  const date = dateWithin(day, random);
  const count = random.fraction() < SHARE_WITH_SECRETS ? random.pick([1, 1, 1, 1, 2, 2, 3]) : 0;
  const secrets = Array.from({ length: count }, () => {
    const type = random.pickWeighted(sampleSecretTypes);
    return generateSecret(seed, type, random);
  });
  return { date, results: { request_id: random.uuid(), secrets } };
}

function generateSurge(seed: string, day: number, surge: Surge): EntroRow[] {
  const random = seededRandom(seed, 'entro-surge', surge.type.name, day);
  const count = Math.round(surge.perDay * (0.8 + random.fraction() * 0.4));
  return Array.from({ length: count }, () => ({
    date: dateWithin(day, random),
    results: { request_id: random.uuid(), secrets: [generateSecret(seed, surge.type, random)] },
  }));
}

function generateSecret(seed: string, type: SampleSecretType, random: SeededRandom) {
  const isKnown = random.fraction() < SHARE_OF_KNOWN_VALUES;
  const known = Math.floor(random.fraction() ** 2 * KNOWN_VALUES_PER_TYPE);
  const ownRandom = isKnown ? seededRandom(seed, 'entro-value', type.name, known) : random;
  return {
    secret_type: type.name,
    exposed_value: type.value(ownRandom),
    line_number: 1 + Math.floor(random.fraction() ** 2 * 1_200),
  };
}

/** Two thirds of a day's scans run in office hours, the rest at any time. */
function dateWithin(day: number, random: SeededRandom): string {
  const hours = random.fraction() < 0.66 ? 7 + random.fraction() * 11 : random.fraction() * 24;
  return new Date(day * MS_PER_DAY + Math.floor(hours * 3_600_000)).toISOString();
}

function rhythmOf(day: number): number {
  return WEEKLY_RHYTHM[new Date(day * MS_PER_DAY).getUTCDay()] ?? 1;
}

function shuffled<Item>(items: readonly Item[], random: SeededRandom): Item[] {
  return items
    .map((item) => ({ item, at: random.fraction() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
