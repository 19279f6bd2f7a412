import type { TimeUs } from '../../../shared/time-range.ts';
import { compact } from '../compact.ts';
import type { JsonObject } from '../json-object.ts';
import { splitPath } from '../split-path.ts';

/** What every ECS document of ours says, by ECS 8.17 and the vendor's documents. */
export interface EcsBase {
  readonly timeUs: TimeUs;
  /** `entro.audit`. */
  readonly dataset: string;
  /** `observer.vendor` and `observer.product` where the vendor's documents have no others. */
  readonly kind: 'event' | 'alert' | 'state' | 'asset' | 'metric' | 'enrichment';
  readonly category?: readonly string[] | undefined;
  readonly type?: readonly string[] | undefined;
  readonly outcome?: 'success' | 'failure' | 'unknown' | null | undefined;
  readonly id?: string | null | undefined;
  readonly action?: string | null | undefined;
  readonly message?: string | null | undefined;
}

/**
 * An ECS document. `fields` are named with dots (`'host.os.name'`); a name may also hold an object. Empty values are
 * left out.
 */
export function ecsDocument(base: EcsBase, fields: JsonObject): JsonObject {
  return compact(
    nest({
      '@timestamp': isoTime(base.timeUs),
      'ecs.version': '8.17.0',
      'event.kind': base.kind,
      'event.category': base.category,
      'event.type': base.type,
      'event.outcome': base.outcome,
      'event.id': base.id,
      'event.action': base.action,
      'event.dataset': base.dataset,
      'event.module': base.dataset.split('.')[0],
      'data_stream.type': 'logs',
      'data_stream.dataset': base.dataset,
      message: base.message,
      ...fields,
    }),
  );
}

/** The distinct values that say something: for `related.ip`, `related.user`, `related.hosts`, `related.hash`. */
export function related(...values: readonly unknown[]): readonly string[] {
  const texts = values
    .flat(2)
    .filter((value): value is string => typeof value === 'string' && value.trim() !== '');
  return [...new Set(texts)];
}

/** With as many digits of the second as there are: `2026-01-05T10:00:00.123456Z`, at least three. */
export function isoTime(timeUs: TimeUs): string {
  const iso = new Date(Math.floor(timeUs / 1_000)).toISOString();
  const finer = timeUs - Math.floor(timeUs / 1_000) * 1_000;
  return finer === 0 ? iso : `${iso.slice(0, -1)}${String(finer).padStart(3, '0')}Z`;
}

function nest(fields: JsonObject): JsonObject {
  const root: Record<string, unknown> = {};
  /** Made here, so that fields may be put into them; an object that was given is copied before. */
  const own = new Set<unknown>([root]);
  for (const name of Object.keys(fields)) {
    const value = fields[name];
    if (value === undefined || value === null) continue;
    const parts = splitPath(name);
    const last = parts.length - 1;
    let at = root;
    for (let index = 0; index < last; index += 1) at = childOf(at, parts[index] ?? '', own);
    const key = parts[last] ?? name;
    const before = at[key];
    if (isPlain(before) && isPlain(value)) Object.assign(childOf(at, key, own), value);
    else at[key] = value;
  }
  return root;
}

function childOf(parent: Record<string, unknown>, key: string, own: Set<unknown>): Record<string, unknown> {
  const child = parent[key];
  if (own.has(child)) return child as Record<string, unknown>;
  const made: Record<string, unknown> = isPlain(child) ? { ...child } : {};
  own.add(made);
  parent[key] = made;
  return made;
}

function isPlain(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
