import type { NormalisedEvent } from '../../../shared/normalised-event.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { MappingContext } from '../../collector/stream-definition.ts';
import type { JsonObject } from '../json-object.ts';
import { readBoolean, readObjects, readText, readTexts } from '../read-value.ts';
import { directoryColumns, directoryEcs, directoryOcsf } from './directory-event.ts';
import {
  type DirectoryRecord,
  directoryMessage,
  readDirectoryRecord,
  syncFields,
} from './directory-record.ts';

/**
 * The state of a group, with the ids of its members. OCSF has no inventory of groups: it is an entity that was read,
 * or deleted when it is gone.
 */
export function mapGroup(record: unknown, context: MappingContext): Result<NormalisedEvent, string> {
  const read = readDirectoryRecord(record);
  if (!read.ok) return read;
  const { id, name, fields, removed } = read.value;
  const message = directoryMessage('Group', read.value);
  const group = {
    uid: id,
    name,
    desc: readText(fields.description),
    domain: readText(fields.onPremisesDomainName),
    type: readTexts(fields.groupTypes).join(', '),
  };
  return ok({
    ...directoryColumns('group', read.value, context),
    ocsf: directoryOcsf('group', read.value, context, {
      classUid: 3004,
      activityId: removed === null ? 2 : 4,
      message,
      attributes: { entity: { uid: id, name, type_id: 3, type: 'Group', group } },
      mapped,
      unmapped: { memberIds: memberIdsOf(fields) },
      observables: [
        ['entity.group.name', 'groupName'],
        ['entity.group.uid', 'groupUid'],
      ],
    }),
    resource: name,
    ecs: ecsOf(read.value, message, context),
    object: { uid: id, versionUs: context.receivedAtUs },
  });
}

const mapped: readonly string[] = [
  'id @removed displayName name description groupTypes onPremisesDomainName onPremisesSyncEnabled members@delta',
].flatMap((names) => names.split(' '));

function memberIdsOf(fields: JsonObject): readonly string[] {
  return readObjects(fields['members@delta'])
    .filter((member) => !('@removed' in member))
    .flatMap((member) => readText(member.id) ?? []);
}

function ecsOf(record: DirectoryRecord, message: string, context: MappingContext): JsonObject {
  const { id, name, fields } = record;
  return directoryEcs(
    'group',
    record,
    context,
    { category: ['iam'], type: ['group'], message },
    {
      'group.id': id,
      'group.name': name,
      'group.domain': readText(fields.onPremisesDomainName),
      'entra_id.group': {
        ...syncFields(record),
        description: readText(fields.description),
        group_types: readTexts(fields.groupTypes),
        security_enabled: readBoolean(fields.securityEnabled),
        mail_enabled: readBoolean(fields.mailEnabled),
        member_count: 'members@delta' in fields ? memberIdsOf(fields).length : null,
        member_ids: memberIdsOf(fields),
      },
    },
  );
}
