import type { Facet, Figures, Histogram } from '../../../shared/answer.ts';
import type { QueryNode } from '../../../shared/query/query-node.ts';
import { resolveField } from '../../../shared/query/resolve-field.ts';
import { severities } from '../../../shared/query/severities.ts';
import type { Figure, Question } from '../../../shared/question.ts';
import { US_PER_DAY, US_PER_HOUR, US_PER_MINUTE } from '../../../shared/time-range.ts';
import { type FakeEvent, valuesOf } from './fake-event.ts';
import { isAsked, matches } from './fake-question.ts';

const intervals = [
  ...[1, 5, 10, 30].map((minutes) => minutes * US_PER_MINUTE),
  ...[1, 3, 6, 12].map((hours) => hours * US_PER_HOUR),
  ...[1, 2, 7, 30].map((days) => days * US_PER_DAY),
];

interface Bars {
  buckets: number;
  intervalUs: number | null;
  splitBy: string | null;
  maxParts: number;
}

export function histogramOf(events: readonly FakeEvent[], { span }: Question, asked: Bars): Histogram {
  const times = events.map(({ row }) => Number(row.time));
  const fromUs = span.fromUs ?? times.at(-1) ?? 0;
  const toUs = span.toUs ?? Math.max(fromUs, times[0] ?? 0) + 1;
  const fitting = intervals.find((interval) => (toUs - fromUs) / interval <= asked.buckets);
  const intervalUs = asked.intervalUs ?? fitting ?? 90 * US_PER_DAY;
  const first = Math.floor(fromUs / intervalUs) * intervalUs;
  const parts = partsOf(events, asked);
  const count = Math.max(1, Math.ceil((toUs - first) / intervalUs));
  const bars = Array.from({ length: count }, (_, index) => ({
    startUs: first + index * intervalUs,
    count: 0,
    parts: parts.map(() => 0),
  }));
  for (const event of events) {
    const bar = bars[Math.floor((Number(event.row.time) - first) / intervalUs)];
    if (!bar) continue;
    bar.count += 1;
    if (asked.splitBy === null) continue;
    const part = parts.indexOf(text(event, asked.splitBy));
    const place = part === -1 ? parts.length - 1 : part;
    bar.parts[place] = (bar.parts[place] ?? 0) + 1;
  }
  return {
    intervalUs,
    fromUs: first,
    toUs: first + count * intervalUs,
    total: events.length,
    parts,
    buckets: bars,
    tookMs: 4.1,
  };
}

function partsOf(events: readonly FakeEvent[], { splitBy, maxParts }: Bars): (string | null)[] {
  if (splitBy === null) return [];
  const counts = countValues(events, splitBy);
  const top = counts.values.slice(0, maxParts).map(({ value }) => value);
  return counts.missing > 0 || counts.values.length > maxParts ? [...top, null] : top;
}

function text(event: FakeEvent, column: string): string | null {
  const [first] = textsOf(event, column);
  return first ?? null;
}

/** Severities go by their words, as in main. */
function textsOf(event: FakeEvent, column: string): string[] {
  return valuesOf(event, column).map((value) => {
    const severity = column === 'severity_id' ? severities.find(({ id }) => id === value) : undefined;
    return severity?.name ?? String(value);
  });
}

function countValues(events: readonly FakeEvent[], column: string) {
  const counts = new Map<string, { count: number; newestUs: number }>();
  let missing = 0;
  for (const event of events) {
    const texts = textsOf(event, column);
    if (texts.length === 0) missing += 1;
    for (const value of texts) {
      const { count, newestUs } = counts.get(value) ?? { count: 0, newestUs: 0 };
      counts.set(value, { count: count + 1, newestUs: Math.max(newestUs, Number(event.row.time)) });
    }
  }
  const values = [...counts].map(([value, counted]) => ({ value, ...counted }));
  return { values: values.sort((one, other) => other.count - one.count), missing };
}

export function facetOf(
  events: readonly FakeEvent[],
  question: Question,
  { column, search, limit }: { column: string; search: string; limit: number },
): Facet {
  const { tree } = question;
  const children =
    tree.kind === 'and' ? tree.children.filter((child) => !isOnlyAbout(child, column)) : [tree];
  const asked = { ...question, tree: { kind: 'and', children } } as const;
  const counted = countValues(
    events.filter((event) => isAsked(event, asked)),
    column,
  );
  const found = counted.values.filter(({ value }) => value.toLowerCase().includes(search.toLowerCase()));
  return {
    state: 'ready',
    column,
    values: found.slice(0, limit),
    distinct: found.length,
    missing: counted.missing,
    tookMs: 2.7,
  };
}

function isOnlyAbout(node: QueryNode, column: string): boolean {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.children.length > 0 && node.children.every((child) => isOnlyAbout(child, column));
    case 'not':
      return isOnlyAbout(node.child, column);
    case 'text':
      return false;
    case 'exists':
    case 'compare': {
      return keyOf(node.field) === keyOf(column);
    }
  }
}

function keyOf(name: string): string {
  const field = resolveField(name);
  if (field.kind === 'column') return field.field.column;
  return field.kind === 'json' ? [field.column, ...field.path].join('.') : name;
}

export function figuresOf(events: readonly FakeEvent[], figures: readonly Figure[]): Figures {
  return {
    figures: figures.map(({ id, where, distinctOf }) => {
      const counted = events.filter((event) => where === null || matches(event, where));
      const value =
        distinctOf === null
          ? counted.length
          : new Set(counted.flatMap((event) => textsOf(event, distinctOf))).size;
      return { id, value };
    }),
    tookMs: 3.4,
  };
}
