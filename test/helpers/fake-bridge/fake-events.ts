import type { Facet, Histogram } from '../../../shared/answer.ts';
import { appError } from '../../../shared/app-error.ts';
import type { EventDetail, EventRow } from '../../../shared/event-record.ts';
import { fieldOfColumn, resolveField, severities } from '../../../shared/query/fields.ts';
import type { QueryNode } from '../../../shared/query/query-node.ts';
import type { Question, Sort } from '../../../shared/question.ts';
import { US_PER_DAY, US_PER_HOUR, US_PER_MINUTE } from '../../../shared/time-range.ts';
import { FakeFailure, type FakeHandlers } from './create-fake-bridge.ts';

export interface FakeEventOptions {
  readonly count?: number;
  /** Time of the newest event, UTC microseconds. */
  readonly untilUs?: number;
  readonly seed?: number;
}

/** Answers `events.*` over made-up events in memory, with a plain reading of the syntax tree. */
export function fakeEventHandlers(options: FakeEventOptions = {}): FakeHandlers {
  const events = madeUpEvents(options);
  const matching = (question: Question) => events.filter((event) => isAsked(event, question));
  return {
    'events.page': ({ question, sort, columns, offset, limit }) => {
      const sorted = matching(question).sort((one, other) => compareBy(sort, one, other));
      const rows = sorted.slice(offset, offset + limit).map((event) => pick(event, columns));
      return { rows, offset, tookMs: 3.2 };
    },
    'events.count': ({ question }) => ({ count: matching(question).length, tookMs: 1.9 }),
    'events.histogram': ({ question, buckets, intervalUs, splitBy, maxParts }) =>
      histogramOf(matching(question), question, { buckets, intervalUs, splitBy, maxParts }),
    'events.columnsPresent': ({ columns }) => ({
      columns: columns.filter((column) => events.some((event) => (event[column] ?? null) !== null)),
    }),
    'events.facets': ({ question, facets }) => ({
      facets: facets.map((facet) => facetOf(events, question, facet)),
    }),
    'events.detail': ({ eventId }) => detailOf(events, eventId),
  };
}

const secretTypes = [
  ['GENERIC_CREDS', 40],
  ['GENERIC_CREDS_WINDOWS_PASSWORD', 16],
  ['AWS_ACCESS_KEY_ID', 14],
  ['GITHUB_PERSONAL_ACCESS_TOKEN', 9],
  ['SLACK_BOT_TOKEN', 6],
  ['JWT', 5],
  ['AZURE_STORAGE_ACCOUNT_KEY', 4],
  ['PRIVATE_KEY_RSA', 3],
  ['STRIPE_LIVE_SECRET_KEY', 2],
  ['NPM_ACCESS_TOKEN', 1],
] as const;

const severityOfType = new Map<string, number>([
  ['AWS_ACCESS_KEY_ID', 5],
  ['PRIVATE_KEY_RSA', 5],
  ['STRIPE_LIVE_SECRET_KEY', 5],
  ['GITHUB_PERSONAL_ACCESS_TOKEN', 4],
  ['AZURE_STORAGE_ACCOUNT_KEY', 4],
  ['SLACK_BOT_TOKEN', 4],
  ['GENERIC_CREDS_WINDOWS_PASSWORD', 3],
]);

function madeUpEvents({
  count = 20_000,
  untilUs = Date.now() * 1_000,
  seed = 7,
}: FakeEventOptions): EventRow[] {
  const random = seeded(seed);
  const events = Array.from({ length: count }, (_, index) => {
    const daysAgo = random() * 60;
    // Working hours have more, weekends fewer.
    const hour = 12 + (random() + random() + random() - 1.5) * 9;
    const dayStart = Math.floor((untilUs - daysAgo * US_PER_DAY) / US_PER_DAY) * US_PER_DAY;
    const drawn = Math.round((dayStart + hour * US_PER_HOUR + random() * US_PER_MINUTE) / 1_000) * 1_000;
    const time = drawn > untilUs ? drawn - US_PER_DAY : drawn;
    return madeUpEvent(index, time, random);
  });
  return events.sort((one, other) => Number(other.time) - Number(one.time));
}

function madeUpEvent(index: number, time: number, random: () => number): EventRow {
  const hasSecret = random() < 0.62;
  const type = hasSecret ? weighted(random) : null;
  const line = Math.ceil(random() * 900);
  const length = type === null ? null : 12 + ((type.length * 7) % 52);
  const place = `repo/${['billing', 'infra', 'web', 'mobile', 'data-lake'][index % 5]}/config-${index % 37}.yaml`;
  return {
    event_id: hex(random, 32),
    time,
    received_at: time + 90_000_000,
    source_id: 'entro-main',
    source_name: index % 9 === 0 ? 'Entro test' : 'Entro',
    vendor: 'entro',
    stream: 'audit',
    vendor_event_id: `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-a${hex(random, 3)}-${hex(random, 12)}`,
    class_uid: hasSecret ? 2006 : 6007,
    class_name: hasSecret ? 'Data Security Finding' : 'Scan Activity',
    activity_id: hasSecret ? 1 : 2,
    activity_name: hasSecret ? 'Create' : 'Completed',
    type_uid: hasSecret ? 200601 : 600702,
    severity_id: type === null ? 1 : (severityOfType.get(type) ?? 2),
    status_id: hasSecret ? 1 : null,
    status: hasSecret ? 'New' : null,
    operation: null,
    message: type === null ? 'Scan found no secret' : `${type} exposed on line ${line} of ${place}`,
    actor: null,
    user_name: null,
    user_email: null,
    user_uid: null,
    src_ip: null,
    device_name: null,
    resource: type === null ? null : place,
    secret_type: type,
    secret_fingerprint: type === null ? null : fingerprint(type, Math.floor(random() * random() * 400)),
    secret_length: length,
    secret_line: type === null ? null : line,
    run_id: '00000000-0000-4000-8000-000000000001',
  };
}

function weighted(random: () => number): string {
  let left = random() * 100;
  for (const [type, weight] of secretTypes) {
    left -= weight;
    if (left <= 0) return type;
  }
  return secretTypes[0][0];
}

function fingerprint(type: string, number: number): string {
  return hex(seeded(type.length * 1_000 + number), 32);
}

function hex(random: () => number, digits: number): string {
  return Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('');
}

/** Mulberry32. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function isAsked(event: EventRow, { tree, span, storedUntilUs }: Question): boolean {
  const time = Number(event.time);
  if (span.fromUs !== null && time < span.fromUs) return false;
  if (span.toUs !== null && time >= span.toUs) return false;
  if (storedUntilUs !== null && Number(event.received_at) > storedUntilUs) return false;
  return matches(event, tree);
}

function matches(event: EventRow, node: QueryNode): boolean {
  switch (node.kind) {
    case 'and':
      return node.children.every((child) => matches(event, child));
    case 'or':
      return node.children.some((child) => matches(event, child));
    case 'not':
      return !matches(event, node.child);
    case 'text':
      return like(Object.values(event).join(' '), `*${node.pattern}*`, node.quoted);
    case 'exists':
      return fieldValue(event, node.field) !== null;
    case 'compare':
      return compares(fieldValue(event, node.field), node);
  }
}

function fieldValue(event: EventRow, name: string): string | number | boolean | null {
  const field = resolveField(name);
  return field.kind === 'column' ? (event[field.field.column] ?? null) : null;
}

function compares(
  value: string | number | boolean | null,
  { field, operator, value: wanted, quoted }: Extract<QueryNode, { kind: 'compare' }>,
): boolean {
  if (value === null) return false;
  const severity = severities.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  const resolved = resolveField(field);
  const isSeverity = resolved.kind === 'column' && resolved.field.type === 'severity';
  const number = isSeverity && severity ? severity.id : Number(wanted);
  switch (operator) {
    case 'is':
      return typeof value === 'number' ? value === number : like(String(value), wanted, quoted);
    case 'equals':
      return typeof value === 'number' ? value === number : String(value) === wanted;
    case 'matches':
      return new RegExp(wanted, 'i').test(String(value));
    case 'gt':
      return Number(value) > number;
    case 'gte':
      return Number(value) >= number;
    case 'lt':
      return Number(value) < number;
    case 'lte':
      return Number(value) <= number;
  }
}

function like(text: string, pattern: string, quoted: boolean): boolean {
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(
    `^${quoted ? escaped.replace(/(?<!^)\*(?!$)/g, '\\*') : escaped}$`.replaceAll('*', '.*'),
    'i',
  ).test(text);
}

function compareBy(sort: Sort, one: EventRow, other: EventRow): number {
  for (const { column, direction } of sort) {
    const [left, right] = [one[column] ?? null, other[column] ?? null];
    if (left === right) continue;
    if (left === null) return 1;
    if (right === null) return -1;
    return (left < right ? -1 : 1) * (direction === 'asc' ? 1 : -1);
  }
  return 0;
}

function pick(event: EventRow, columns: readonly string[]): EventRow {
  return Object.fromEntries(['event_id', ...columns].map((column) => [column, event[column] ?? null]));
}

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

function histogramOf(events: readonly EventRow[], { span }: Question, asked: Bars): Histogram {
  const times = events.map((event) => Number(event.time));
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
    const bar = bars[Math.floor((Number(event.time) - first) / intervalUs)];
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

function partsOf(events: readonly EventRow[], { splitBy, maxParts }: Bars): (string | null)[] {
  if (splitBy === null) return [];
  const counts = countValues(events, splitBy);
  const top = counts.values.slice(0, maxParts).map(({ value }) => value);
  return counts.missing > 0 || counts.values.length > maxParts ? [...top, null] : top;
}

function text(event: EventRow, column: string): string | null {
  const value = event[column] ?? null;
  return value === null ? null : String(value);
}

function countValues(events: readonly EventRow[], column: string) {
  const counts = new Map<string, number>();
  let missing = 0;
  for (const event of events) {
    const value = text(event, column);
    if (value === null) missing += 1;
    else counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const values = [...counts].map(([value, count]) => ({ value, count }));
  return { values: values.sort((one, other) => other.count - one.count), missing };
}

function facetOf(
  events: readonly EventRow[],
  question: Question,
  { column, search, limit }: { column: string; search: string; limit: number },
): Facet {
  const { tree } = question;
  const children =
    tree.kind === 'and' ? tree.children.filter((child) => !isOnlyAbout(child, column)) : [tree];
  const asked = { ...question, tree: { kind: 'and', children } } as const;
  const counted = countValues(
    events.filter((event) => isAsked(event, asked)),
    fieldOfColumn(column).column,
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
      const field = resolveField(node.field);
      return field.kind === 'column' && field.field.column === column;
    }
  }
}

function detailOf(events: readonly EventRow[], eventId: string): EventDetail {
  const row = events.find((event) => event.event_id === eventId);
  if (!row) {
    throw new FakeFailure(
      appError('not-found', 'This event is no longer stored.', 'Close it and ask again.'),
    );
  }
  const print = row.secret_fingerprint ?? null;
  const same = print === null ? 0 : events.filter((event) => event.secret_fingerprint === print).length - 1;
  return {
    row,
    observables:
      print === null ? [] : [{ type_id: 99, name: 'secret', value: `fp:${String(print).slice(0, 8)}` }],
    ocsf: {
      class_uid: row.class_uid,
      class_name: row.class_name,
      activity_id: row.activity_id,
      activity_name: row.activity_name,
      severity_id: row.severity_id,
      time: Number(row.time) / 1_000,
      message: row.message,
      metadata: {
        version: '1.5.0',
        product: { vendor_name: 'Entro', name: 'Entro' },
        uid: row.vendor_event_id,
      },
      ...(print === null
        ? {}
        : { data_security: { detection_pattern: row.secret_type, data_lifecycle_state_id: 0 } }),
      unmapped: {},
    },
    raw: {
      date: new Date(Number(row.time) / 1_000).toISOString(),
      request_id: row.vendor_event_id,
      ...(print === null
        ? {}
        : {
            secret_type: row.secret_type,
            exposed_value: `‹secret:fp:${String(print).slice(0, 8)}›`,
            line_number: row.secret_line,
          }),
    },
    sameSecretCount: same,
  };
}
