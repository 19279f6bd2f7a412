import { type SeededRandom, seededRandom } from '../../main/sample-tenant/seeded-random.ts';

/** When a process is killed. Every moment that is named by an event is reached on any machine, however slow. */
export type KillPlan =
  /** This share of the time that a start takes on this machine after its start. */
  | { readonly at: 'start'; readonly share: number }
  /** So long after so many requests have come in. */
  | { readonly at: 'request'; readonly count: number; readonly ms: number }
  /** So long after the first word of its result: while the file is written out and closed. */
  | { readonly at: 'result'; readonly ms: number };

/** What is killed: a command of the app, by its first words. */
export type VictimCommand =
  | 'collect'
  | 'import'
  | 'map-again'
  | 'backup create'
  | 'retention'
  | 'vault rotate';

export interface Assault {
  readonly command: VictimCommand;
  readonly kill: KillPlan;
  /** How long nobody works before it, in made-up milliseconds: the lid was shut. */
  readonly restMs: number;
}

/** Collecting is what goes on most of the time; the rest comes in between. */
const commandWeights: readonly [VictimCommand, number][] = [
  ['collect', 68],
  ['import', 10],
  ['map-again', 5],
  ['backup create', 5],
  ['retention', 6],
  ['vault rotate', 6],
];

const mostRequests = 90;
const longestAfterRequestMs = 60;
const longestAfterResultMs = 90;
/** A run that comes to its end leaves the next ones little to be killed at, so at first there are few. */
const resultShare = { atFirst: 0.03, later: 0.22 };
const startShare = 0.18;
const restShare = 0.12;
const [shortestRestMs, longestRestMs] = [20 * 60_000, 180 * 60_000];

/**
 * The same assaults for the same seed, without end; of the commands that the app has. `isAtFirst` while there is much
 * to be caught up with.
 */
export function createKillPlan(seed: string, commands: ReadonlySet<string>): (isAtFirst: boolean) => Assault {
  const random = seededRandom(seed, 'kills');
  const known = commandWeights.filter(([command]) => commands.has(command));
  return (isAtFirst) => {
    const command = commandFor(random, known);
    const kill = command === 'collect' ? killOfCollecting(random, isAtFirst) : killOfWork(random);
    const isRested = random.fraction() < restShare;
    return { command, kill, restMs: isRested ? random.between(shortestRestMs, longestRestMs) : 0 };
  };
}

function commandFor(random: SeededRandom, known: readonly [VictimCommand, number][]): VictimCommand {
  let left = random.fraction() * known.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [command, weight] of known) {
    left -= weight;
    if (left < 0) return command;
  }
  return 'collect';
}

function killOfCollecting(random: SeededRandom, isAtFirst: boolean): KillPlan {
  const chance = random.fraction();
  if (chance < startShare) return { at: 'start', share: random.fraction() * 1.1 };
  const finished = isAtFirst ? resultShare.atFirst : resultShare.later;
  if (chance < startShare + finished) return { at: 'result', ms: random.between(0, longestAfterResultMs) };
  // Most of what matters happens at the first pages, and a run is long.
  const count = Math.round(mostRequests ** random.fraction());
  return { at: 'request', count, ms: random.between(0, longestAfterRequestMs) };
}

/** Work without requests: mostly in its midst. */
function killOfWork(random: SeededRandom): KillPlan {
  return random.fraction() < 0.25
    ? { at: 'result', ms: random.between(0, longestAfterResultMs) }
    : { at: 'start', share: 0.6 + random.fraction() * 1.4 };
}
