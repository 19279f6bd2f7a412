import type { JsonObject } from '../json-object.ts';
import { readText } from '../read-value.ts';

/**
 * What a threat event is about and what was done, by its `eventType` ("File Creation", "registryKeyCreate",
 * "IP Connect", "GET") and, where that does not say it, by its `objectType` ("file", "url").
 */

export type ThreatEventKind =
  | 'registry-value'
  | 'registry-key'
  | 'dns'
  | 'http'
  | 'network'
  | 'login'
  | 'job'
  | 'script'
  | 'module'
  | 'process'
  | 'file'
  | 'indicator';

/** In this order: "registry value create" is about a value, "command script" is no command. */
const kinds: readonly (readonly [RegExp, ThreatEventKind])[] = [
  [/registry.*value|value.*registry|reg ?value/, 'registry-value'],
  [/registry|reg ?key/, 'registry-key'],
  [/\bdns|dns(?:resolved|unresolved|query|request)/, 'dns'],
  [/\burls?\b|\bhttps?\b/, 'http'],
  [/\bip\b|ipconnect|iplisten|ipv[46]|network|\btcp|\budp|socket/, 'network'],
  [/\blog(?:ged)? ?(?:in|on|out|off)s?\b|log(?:in|on|out|off)/, 'login'],
  [/\btask|sched/, 'job'],
  [/script/, 'script'],
  [/\bmodule|\bdll\b|moduleload/, 'module'],
  [/process|thread/, 'process'],
  [/file/, 'file'],
  [/indicator|behavio/, 'indicator'],
];

/** Lower case, words apart: `RegistryKeyCreate`, `registry_key-create` and `Registry Key Create` are the same. */
export function spacedWords(text: string | null): string {
  return (text ?? '')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[\s_-]+/g, ' ')
    .trim()
    .toLowerCase();
}

export const httpMethods: Readonly<Record<string, number>> = {
  connect: 1,
  delete: 2,
  get: 3,
  head: 4,
  options: 5,
  post: 6,
  put: 7,
  trace: 8,
};

const knownKinds = new Map<string, ThreatEventKind | null>();
const MOST_REMEMBERED = 1_000;

/** The types come from a few dozen words, so each pair is looked at once. */
export function kindOfRecord(record: JsonObject): ThreatEventKind | null {
  const eventType = readText(record.eventType);
  const objectType = readText(record.objectType);
  const types = `${eventType ?? ''}\n${objectType ?? ''}`;
  const before = knownKinds.get(types);
  if (before !== undefined) return before;
  const kind = kindOf(spacedWords(eventType), spacedWords(objectType));
  if (knownKinds.size >= MOST_REMEMBERED) knownKinds.clear();
  knownKinds.set(types, kind);
  return kind;
}

/** Null where neither type names a kind. Takes what `spacedWords` makes of them. */
export function kindOf(eventType: string, objectType: string): ThreatEventKind | null {
  const byEvent = firstKind(eventType);
  const byObject = firstKind(objectType);
  // "value create" of a registry object.
  if (byObject === 'registry-key' && /\bvalue\b/.test(eventType)) return 'registry-value';
  const isMethod = Object.hasOwn(httpMethods, eventType) || eventType === 'patch';
  return byEvent ?? byObject ?? (isMethod ? 'http' : null);
}

function firstKind(text: string): ThreatEventKind | null {
  return text === '' ? null : (kinds.find(([pattern]) => pattern.test(text))?.[1] ?? null);
}

type Verbs = readonly (readonly [RegExp, number])[];

const verbs: Readonly<Record<Exclude<ThreatEventKind, 'dns' | 'http' | 'script' | 'indicator'>, Verbs>> = {
  process: [
    [/inject|remote ?thread/, 4],
    [/handle|open|duplicat/, 3],
    [/exit|terminat|\bend|kill|stop/, 2],
    [/creat|start|launch|spawn/, 1],
  ],
  file: [
    [/renam/, 5],
    [/delet|remov/, 4],
    [/modif|chang|updat|writ/, 3],
    [/creat/, 1],
    [/read\b/, 2],
    [/scan|open/, 14],
  ],
  'registry-key': [
    [/renam/, 5],
    [/delet|remov/, 4],
    [/secur/, 6],
    [/import/, 8],
    [/export/, 9],
    [/modif|chang|updat|\bset/, 3],
    [/creat/, 1],
  ],
  'registry-value': [
    [/delet|remov/, 4],
    [/modif|chang|updat/, 3],
    [/creat|\bset/, 2],
  ],
  network: [
    [/listen/, 7],
    [/connect|open/, 1],
  ],
  login: [
    [/log(?:ged)? ?(?:out|off)/, 2],
    [/log(?:ged)? ?(?:in|on)/, 1],
  ],
  job: [
    [/delet|remov/, 3],
    [/start|trigger|run\b/, 6],
    [/updat|modif|chang/, 2],
    [/regist|creat/, 1],
  ],
  module: [
    [/unload/, 2],
    [/load/, 1],
  ],
};

/** OCSF's activity by the verb of the event's type; null where it has none that is known. */
export function activityOf(kind: keyof typeof verbs, eventType: string): number | null {
  return verbs[kind].find(([pattern]) => pattern.test(eventType))?.[1] ?? null;
}
