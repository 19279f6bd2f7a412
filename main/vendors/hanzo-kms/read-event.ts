import type { JsonObject } from '../json-object.ts';
import { type Actor, readActor } from './actor.ts';
import type { AuditRecord } from './audit-record.ts';
import { type EventKind, eventKind } from './event-types.ts';
import { type NamedResource, readResources } from './resources.ts';
import { readSourceEndpoint, type SourceEndpoint } from './source-endpoint.ts';

/** A record with what was read out of it: what every part of the mapping starts from. */
export interface ReadEvent {
  readonly record: AuditRecord;
  readonly kind: EventKind;
  readonly actor: Actor;
  readonly endpoint: SourceEndpoint;
  readonly resources: readonly NamedResource[];
  /** The event's metadata without what the resources say. */
  readonly leftMetadata: JsonObject;
}

export function readEvent(record: AuditRecord): ReadEvent {
  const kind = eventKind(record.eventType ?? '');
  const { list, left } = kind.isLogin
    ? { list: [], left: record.eventMetadata }
    : readResources(record, kind.canonicalType);
  const { projectId, projectName } = record;
  const project = projectId === null ? [] : [{ uid: projectId, name: projectName, type: 'Project' }];
  return {
    record,
    kind,
    actor: readActor(record),
    endpoint: readSourceEndpoint(record),
    resources:
      list.length > 0 || kind.isLogin ? list.map((thing) => withProjectName(thing, record)) : project,
    leftMetadata: left,
  };
}

/** Metadata name the project by its id alone; the record knows its name. */
function withProjectName(thing: NamedResource, { projectId, projectName }: AuditRecord): NamedResource {
  const isIt = thing.type === 'Project' && thing.name === null && thing.uid === projectId;
  return isIt ? { ...thing, name: projectName } : thing;
}

/** What no class has a place for, under the vendor's names. */
export function unmappedOf(
  { record, actor, endpoint, leftMetadata }: ReadEvent,
  leftOfActor: JsonObject = actor.left,
): JsonObject {
  const { updatedAt, originalTime } = record;
  return {
    userAgentType: record.userAgentType,
    expiresAt: record.expiresAt,
    updatedAt: updatedAt === originalTime ? null : updatedAt,
    ipAddress: endpoint.left,
    actorMetadata: leftOfActor,
    eventMetadata: leftMetadata,
    // Last: a field of another shape than its name says was not read at all.
    ...record.extras,
  };
}
