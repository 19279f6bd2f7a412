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
  | 'backup'
  | 'retention apply'
  | 'vault rotate';

export interface Assault {
  readonly command: VictimCommand;
  readonly kill: KillPlan;
}

/** Collecting is what goes on most of the time; the rest comes in between. */
const commandWeights: readonly [VictimCommand, number][] = [
  ['collect', 70],
  ['import', 12],
  ['map-again', 6],
  ['backup', 6],
  ['retention apply', 3],
  ['vault rotate', 3],
];

const mostRequests = 90;
const longestAfterRequestMs = 60;
const longestAfterResultMs = 250;

/** The same assaults for the same seed, without end; of the commands that the app has. */
export function createKillPlan(seed: string, commands: ReadonlySet<string>): () => Assault {
  const random = seededRandom(seed, 'kills');
  const known = commandWeights.filter(([command]) => commands.has(command));
  return () => {
    const command = commandFor(random, known);
    return { command, kill: command === 'collect' ? killOfCollecting(random) : killOfWork(random) };
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

function killOfCollecting(random: SeededRandom): KillPlan {
  const chance = random.fraction();
  if (chance < 0.2) return { at: 'start', share: random.fraction() * 1.1 };
  if (chance < 0.38) return { at: 'result', ms: random.between(0, longestAfterResultMs) };
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
