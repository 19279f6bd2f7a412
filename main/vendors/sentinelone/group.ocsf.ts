import type { NormalisedEvent } from '../../../shared/normalised-event.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { MappingContext } from '../../collector/stream-definition.ts';
import { ecsDocument, related } from '../ecs/ecs-document.ts';
import type { JsonObject } from '../json-object.ts';
import { ocsfEvent } from '../ocsf/ocsf-event.ts';
import { emailOf } from '../ocsf/ocsf-values.ts';
import { readText } from '../read-value.ts';
import { ecsNames, vendorFields } from './ecs-names.ts';
import { metadataOf } from './metadata.ts';
import { readOnce } from './read-once.ts';
import { fieldsOf } from './record-fields.ts';
import { type TimedRecord, timedRecord } from './timed-record.ts';

const timeFields = ['updatedAt', 'createdAt'] as const;

/** A group as it was at one time, checked. */
export type GroupVersion = TimedRecord;

export const readGroup = readOnce((record) => timedRecord(record, readText(record.id), 'id', timeFields));

/** A group's state becomes Entity Management, read. What it was before, only its earlier version says. */
export function mapGroup(record: unknown, context: MappingContext): Result<NormalisedEvent, string> {
  const read = readGroup(record);
  if (!read.ok) return read;
  const { record: row, id, time } = read.value;
  const fields = fieldsOf(row);
  const name = fields.text('name');
  fields.take('id');
  const originalTime = fields.text(time.path);
  const group = { uid: id, name, type: fields.text('type') };
  const ocsf = ocsfEvent({
    classUid: 3004,
    activityId: 2,
    timeUs: time.at,
    message: `Group ${name ?? id}`,
    metadata: metadataOf('groups', context, { id, version: time.at, originalTime }),
    attributes: { entity: { type_id: 3, type: 'Group', uid: id, name, group } },
    unmapped: fields.left(),
    observables: [
      ['entity.group.name', 'groupName'],
      ['entity.group.uid', 'groupUid'],
    ],
  });
  const creator = readText(row.creator);
  return ok({
    timeUs: time.at,
    vendorEventId: id,
    operation: null,
    userName: creator,
    userEmail: emailOf(creator),
    userUid: readText(row.creatorId),
    resource: name,
    ocsf,
    ecs: groupEcs(read.value),
    object: { uid: id, versionUs: time.at },
  });
}

const names = ecsNames({
  creatorId: 'creator.id',
  filterId: 'filter.id',
  filterName: 'filter.name',
  totalAgents: 'agent.count',
});

/** Elastic's form of a group; the token in it is a marker by now. */
function groupEcs({ record, id, time }: GroupVersion): JsonObject {
  const fields = fieldsOf(record);
  const creator = fields.text('creator');
  fields.take('id', 'updatedAt');
  return ecsDocument(
    { timeUs: time.at, dataset: 'sentinel_one.group', kind: 'event', category: ['iam'], type: ['info'], id },
    {
      'group.id': id,
      'group.name': fields.text('name'),
      'user.full_name': creator,
      'related.user': related(creator),
      'sentinel_one.site': { id: fields.text('siteId'), name: fields.text('siteName') },
      'sentinel_one.account.name': fields.text('accountName'),
      ...vendorFields('group', fields.left(), names),
    },
  );
}
