import { type ExploreState, exploreStateSchema, initialExploreState } from './explore-state.ts';

/** The state as plain JSON data, for preferences, a saved search or a bundle. */
export function serialiseExploreState(state: ExploreState): unknown {
  return JSON.parse(JSON.stringify(state));
}

/**
 * Reads a state from data of any origin. A part that can't be read takes its initial value and is named in `dropped`;
 * the others stay as they were.
 */
export function deserialiseExploreState(data: unknown): { state: ExploreState; dropped: string[] } {
  const whole = exploreStateSchema.safeParse(data);
  if (whole.success) return { state: whole.data, dropped: [] };
  if (typeof data !== 'object' || data === null)
    return { state: initialExploreState, dropped: ['everything'] };
  return readParts(data as Record<string, unknown>);
}

function readParts(data: Record<string, unknown>): { state: ExploreState; dropped: string[] } {
  const kept: Record<string, unknown> = { ...initialExploreState };
  const dropped: string[] = [];
  for (const [part, schema] of Object.entries(exploreStateSchema.shape)) {
    const read = schema.safeParse(data[part]);
    if (read.success) {
      kept[part] = read.data;
    } else if (part === 'filters' && Array.isArray(data[part])) {
      kept[part] = readableFilters(data[part]);
      dropped.push(part);
    } else {
      dropped.push(part);
    }
  }
  return { state: exploreStateSchema.parse(kept), dropped };
}

/** One unreadable filter doesn't take the readable ones with it. */
function readableFilters(filters: readonly unknown[]): unknown[] {
  const one = exploreStateSchema.shape.filters.element;
  return filters.filter((filter) => one.safeParse(filter).success).slice(0, 200);
}
