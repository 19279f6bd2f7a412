import type { Facet } from '../../shared/answer.ts';
import { ocsfCategories, ocsfClasses, ocsfClassOf } from '../../shared/ocsf-class.ts';

export interface ClassEntry {
  readonly classUid: number;
  readonly name: string;
  readonly count: number;
}

export interface CategoryEntry {
  readonly category: number;
  readonly name: string;
  readonly count: number;
  /** Most events first; those without any by name. */
  readonly classes: readonly ClassEntry[];
}

/**
 * Category → class with exact counts, in OCSF's order of categories. Without `showsEmpty` only what has events; the
 * class that is open stays in any case, so that narrowing the question doesn't take it away.
 */
export function buildClassTree(
  facet: Extract<Facet, { state: 'ready' }> | null,
  showsEmpty: boolean,
  openClass: number | null,
): CategoryEntry[] {
  // Nothing is counted yet: no class has zero events.
  if (facet === null) return [];
  const counts = new Map(facet.values.map(({ value, count }) => [Number(value), count]));
  const uids = new Set([...Object.keys(ocsfClasses).map(Number), ...counts.keys()]);
  const entries = [...uids]
    .map((classUid) => ({
      classUid,
      name: ocsfClassOf(classUid)?.name ?? `Class ${classUid}`,
      count: counts.get(classUid) ?? 0,
    }))
    .filter(({ count, classUid }) => showsEmpty || count > 0 || classUid === openClass);
  const categories = Object.entries(ocsfCategories).map(([key, name]) => {
    const category = Number(key);
    const classes = entries
      .filter(({ classUid }) => categoryOf(classUid) === category)
      .sort((one, other) => other.count - one.count || one.name.localeCompare(other.name));
    return { category, name, classes, count: classes.reduce((sum, { count }) => sum + count, 0) };
  });
  return categories.filter(({ classes }) => classes.length > 0);
}

/** A class of an extension has the extension's number before its own: 201001 is 1001 of Windows. */
export function categoryOf(classUid: number): number {
  return ocsfClassOf(classUid)?.category ?? Math.floor((classUid % 100_000) / 1_000);
}

/** The class with most events: what is shown before any is chosen. */
export function firstClass(tree: readonly CategoryEntry[]): number | null {
  const all = tree.flatMap(({ classes }) => classes).filter(({ count }) => count > 0);
  return (
    all.reduce<ClassEntry | null>((most, one) => (most && most.count >= one.count ? most : one), null)
      ?.classUid ?? null
  );
}
