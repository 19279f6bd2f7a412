import { type SeededRandom, seededRandom } from '../unit/query/seeded-random.ts';

export interface Fuzz {
  readonly random: SeededRandom;
  readonly rounds: number;
  /** For the message of an assertion: what to type to see the same again. */
  readonly repeat: string;
  /** One line of what was tried, for the figures of a run. */
  say(figures: string): void;
}

/**
 * Random input that can be had again: `KEYGLASS_FUZZ_SEED` chooses it, `KEYGLASS_FUZZ_TIMES` multiplies the rounds. The
 * seed is a fixed one otherwise, so that a test that passed passes again.
 */
export function fuzz(rounds: number, env: NodeJS.ProcessEnv = process.env): Fuzz {
  const seed = Number(env.KEYGLASS_FUZZ_SEED ?? 20_261_120);
  const times = Number(env.KEYGLASS_FUZZ_TIMES ?? 1);
  const repeat = `KEYGLASS_FUZZ_SEED=${seed} KEYGLASS_FUZZ_TIMES=${times}`;
  return {
    random: seededRandom(seed),
    rounds: Math.round(rounds * times),
    repeat,
    say: (figures) => console.log(`${figures} (${repeat})`),
  };
}
