import type { NormalisedEvent, OcsfEvent } from '../../../shared/normalised-event.ts';
import type { MappingContext } from '../../collector/stream-definition.ts';
import { type EcsBase, ecsDocument } from '../ecs/ecs-document.ts';
import type { JsonObject } from '../json-object.ts';
import { type OcsfParts, ocsfEvent } from '../ocsf/ocsf-event.ts';
import { without } from '../read-value.ts';
import { type DirectoryRecord, directoryMetadata, directoryRest, removalText } from './directory-record.ts';
import { withoutAnnotations } from './graph-record.ts';

export type DirectoryKind = 'user' | 'group' | 'device';

function operationOf(kind: DirectoryKind, { removed }: DirectoryRecord): string {
  return removed === null ? kind : `${kind} removed`;
}

/** The columns that the events of all directory objects fill alike. A state's time is that of receipt. */
export function directoryColumns(kind: DirectoryKind, record: DirectoryRecord, context: MappingContext) {
  return {
    timeUs: context.receivedAtUs,
    vendorEventId: record.id,
    operation: operationOf(kind, record),
  } satisfies Partial<NormalisedEvent>;
}

/** The OCSF event of a state. `mapped` names the properties that found a place in the attributes. */
export function directoryOcsf(
  kind: DirectoryKind,
  record: DirectoryRecord,
  context: MappingContext,
  parts: Pick<OcsfParts, 'classUid' | 'activityId' | 'message' | 'attributes' | 'observables'> & {
    readonly mapped: readonly string[];
    readonly unmapped?: JsonObject;
  },
): OcsfEvent {
  const { mapped, attributes, unmapped, ...rest } = parts;
  return ocsfEvent({
    ...rest,
    timeUs: context.receivedAtUs,
    metadata: directoryMetadata(record, `${kind}s`, context),
    attributes: { ...attributes, status_detail: removalText(record.removed) },
    unmapped: {
      ...without(withoutAnnotations(record.fields), mapped),
      ...directoryRest(record),
      ...unmapped,
    },
  });
}

/** The ECS document of a state. `type` is what it is besides a piece of information or, when gone, a deletion. */
export function directoryEcs(
  kind: DirectoryKind,
  record: DirectoryRecord,
  context: MappingContext,
  parts: Pick<EcsBase, 'category' | 'message'> & { readonly type: readonly string[] },
  fields: JsonObject,
): JsonObject {
  const { category, type, message } = parts;
  return ecsDocument(
    {
      timeUs: context.receivedAtUs,
      dataset: `entra_id.${kind}`,
      kind: 'asset',
      category,
      type: [...type, record.removed === null ? 'info' : 'deletion'],
      id: record.id,
      action: operationOf(kind, record),
      message,
    },
    { 'event.provider': `${kind}s`, ...fields },
  );
}
