import { failed, ok, type Result } from '../../../shared/result.ts';
import type { MappingContext } from '../../collector/stream-definition.ts';
import { isoTime } from '../ecs/ecs-document.ts';
import { isJsonObject, type JsonObject } from '../json-object.ts';
import type { OcsfMetadata } from '../ocsf/ocsf-event.ts';
import { readBoolean, readObject, readText } from '../read-value.ts';
import { entraProduct } from './graph-record.ts';

/** A user, group or device as it stands; its time is when that was read. */
export interface DirectoryRecord {
  readonly id: string;
  readonly name: string | null;
  readonly fields: JsonObject;
  /** Why it is gone: "changed" can come back, "deleted" can't. Null while it is there. */
  readonly removed: string | null;
  readonly sync: SyncState | null;
}

/** Whether an object comes from the company's own Active Directory. `null` at Graph means that it never did. */
export type SyncState = 'synced' | 'no longer synced' | 'cloud only';

export function readDirectoryRecord(record: unknown): Result<DirectoryRecord, string> {
  if (!isJsonObject(record)) return failed('The record is not an object.');
  const id = readText(record.id);
  if (id === null) return failed('The record has no id.');
  const isRemoved = '@removed' in record;
  return ok({
    id,
    name: readText(record.displayName) ?? readText(record.name),
    fields: record,
    removed: isRemoved ? (readText(readObject(record['@removed']).reason) ?? 'deleted') : null,
    sync: syncStateOf(record),
  });
}

/** Not said is not the same as null: an import may lack the property. */
function syncStateOf({ onPremisesSyncEnabled: enabled }: JsonObject): SyncState | null {
  if (enabled === undefined) return null;
  const isSynced = readBoolean(enabled);
  return isSynced === null ? 'cloud only' : isSynced ? 'synced' : 'no longer synced';
}

export function directoryMetadata(
  { id }: DirectoryRecord,
  logName: string,
  context: MappingContext,
): OcsfMetadata {
  return {
    product: entraProduct,
    uid: `${id}@${isoTime(context.receivedAtUs)}`,
    logName,
    receivedAtUs: context.receivedAtUs,
  };
}

/** What is said of a removal in words; null while the object is there. */
export function removalText(removed: string | null): string | null {
  if (removed === null) return null;
  return removed === 'changed'
    ? 'Removed from the directory; it can be restored'
    : 'Removed from the directory';
}

export function directoryMessage(kind: string, { id, name, removed, sync }: DirectoryRecord): string {
  const state = removalText(removed)?.toLowerCase() ?? sync;
  return `${kind} ${name ?? id}${state === null || state === undefined ? '' : `, ${state}`}`;
}

/** What every directory object leaves over: its removal and where it comes from. */
export function directoryRest({ fields, removed, sync }: DirectoryRecord): JsonObject {
  return {
    removed: removed === null ? null : { reason: removed },
    onPremisesSyncEnabled: fields.onPremisesSyncEnabled,
    onPremisesSyncState: sync,
  };
}

/** For ECS, below `entra_id.user`, `entra_id.group` and `entra_id.device`. */
export function syncFields({ fields, sync, removed }: DirectoryRecord): JsonObject {
  return {
    removed: removed !== null,
    removed_reason: removed,
    on_premises_sync_enabled: readBoolean(fields.onPremisesSyncEnabled),
    on_premises_sync_state: sync,
    on_premises_last_sync: readText(fields.onPremisesLastSyncDateTime),
    on_premises_domain: readText(fields.onPremisesDomainName),
    on_premises_sam_account_name: readText(fields.onPremisesSamAccountName),
    on_premises_security_identifier: readText(fields.onPremisesSecurityIdentifier),
  };
}
