import type { DeltaWalk } from '../../collector/pagination/pagination.ts';
import type { RecordMerge } from '../../collector/stream-definition.ts';
import { contentHash } from '../content-hash.ts';
import { isJsonObject, type JsonObject } from '../json-object.ts';
import { readObject, readObjects, readText } from '../read-value.ts';
import { withoutAnnotations } from './graph-record.ts';
import { deltaRequest, graphRequest, pagePreference } from './graph-request.ts';
import { deltaLinkOf, nextLinkOf } from './read-answer.ts';

/** A directory's collection by delta. The properties are only said in the first request; the links carry them on. */
export function directoryWalk(path: string, select: readonly string[]): DeltaWalk {
  return {
    kind: 'delta',
    firstRequest: (context) =>
      graphRequest(context, path, { select: select.join(',') }, pagePreference(context.pageSize)),
    linkRequest: (context, link) => deltaRequest(link, context.pageSize),
    nextLinkOf,
    deltaLinkOf,
  };
}

/**
 * A change holds what changed and nothing else: a property that is gone is null, one that is missing is as it was. An
 * object that was removed and is there again has no `@removed` any more.
 */
export const directoryMerge: RecordMerge = {
  uidOf: (change) => readText(readObject(change).id),
  merge: (latest, change) => {
    if (!isJsonObject(change)) return change;
    const { '@removed': _removed, ...before } = readObject(latest);
    const members = mergedMembers(before, change);
    return {
      ...before,
      ...change,
      ...(members === null ? {} : { 'members@delta': members }),
    };
  },
  removal: (uid) => ({ id: uid, '@removed': { reason: 'deleted' } }),
};

/** Null where the change says nothing of members. Those who left are taken out; the order is that of ids, in any case. */
function mergedMembers(latest: JsonObject, change: JsonObject): readonly JsonObject[] | null {
  if (!('members@delta' in change)) return null;
  const byId = new Map<string, JsonObject>();
  for (const member of [...readObjects(latest['members@delta']), ...readObjects(change['members@delta'])]) {
    const id = readText(member.id);
    if (id === null) continue;
    if ('@removed' in member) byId.delete(id);
    else byId.set(id, member);
  }
  return [...byId.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, member]) => member);
}

/** The thing and its state. */
export function directoryKey(record: unknown): readonly (string | null)[] {
  const fields = readObject(record);
  return [readText(fields.id), contentHash(withoutAnnotations(fields))];
}
