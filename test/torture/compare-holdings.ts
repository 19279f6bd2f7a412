import type { Holdings, Section } from './holdings.ts';

export interface Comparison {
  /** In the undisturbed workspace and not, or less often, in the tortured one. */
  readonly missing: readonly string[];
  /** In the tortured one more often than once, where the undisturbed one has it once. */
  readonly doubled: readonly string[];
  /** In the tortured one alone. */
  readonly foreign: readonly string[];
  readonly accounting: readonly string[];
}

/** Each difference named as `section: vendor stream id …`; equal workspaces have none. */
export function compareHoldings(tortured: Holdings, undisturbed: Holdings): Comparison {
  const missing: string[] = [];
  const doubled = tortured.doubledIds.map((key) => `event ids: ${key}`);
  const foreign: string[] = [];
  for (const section of Object.keys(undisturbed.sections) as Section[]) {
    const [there, expected] = [tortured.sections[section], undisturbed.sections[section]];
    for (const [key, times] of expected) {
      if ((there.get(key) ?? 0) < times) missing.push(`${section}: ${key}`);
    }
    for (const [key, times] of there) {
      const before = expected.get(key) ?? 0;
      if (before === 0) foreign.push(`${section}: ${key}`);
      else if (times > before) doubled.push(`${section}: ${key}`);
    }
  }
  return { missing, doubled, foreign, accounting: [...tortured.accounting, ...undisturbed.accounting] };
}

export function isEqual(comparison: Comparison): boolean {
  return Object.values(comparison).every((differences) => differences.length === 0);
}
