import type { JsonObject } from '../json-object.ts';
import { byWord, readText } from '../read-value.ts';
import { type AuditActivity, auditActivityOf, entityActivityOf } from './audit-activities.ts';
import { type Initiator, readInitiator } from './audit-initiator.ts';
import {
  type AuditTarget,
  entityOfTarget,
  groupOfTargets,
  mainTarget,
  privilegesOf,
  readTargets,
  roleResource,
  userOfTargets,
} from './audit-targets.ts';
import type { GraphRecord } from './graph-record.ts';

/** Any other word, and a time-out, leave open what became of it. */
const statuses: Readonly<Record<string, number>> = { success: 1, failure: 2, failed: 2 };

export interface Audit {
  readonly record: GraphRecord;
  readonly activity: AuditActivity;
  readonly activityName: string;
  readonly attributes: JsonObject;
  readonly targets: readonly AuditTarget[];
  readonly initiator: Initiator;
  readonly statusId: number;
  readonly message: string;
}

/** What a record says, and the class that it has everything for. */
export function readAudit(record: GraphRecord): Audit {
  const { fields } = record;
  const targets = readTargets(fields);
  const initiator = readInitiator(fields);
  const named = auditActivityOf(fields);
  const attributes = attributesOf(named, targets);
  const activityName = readText(fields.activityDisplayName) ?? 'Directory activity';
  const status = byWord(statuses, fields.result) ?? 0;
  return {
    record,
    activity: attributes === null ? entityActivityOf(fields) : named,
    activityName,
    attributes: attributes ?? { entity: entityOf(targets) },
    targets,
    initiator,
    statusId: status,
    message: messageOf(activityName, targets, initiator, status),
  };
}

/** Null where the record does not name what the class demands. */
function attributesOf({ classUid }: AuditActivity, targets: readonly AuditTarget[]): JsonObject | null {
  const user = userOfTargets(targets);
  switch (classUid) {
    case 3001:
      return user === null ? null : { user };
    case 3006: {
      const group = groupOfTargets(targets);
      return group === null ? null : { group, user };
    }
    case 3005: {
      const privileges = privilegesOf(targets);
      if (user === null || privileges.length === 0) return null;
      return { user, privileges, resources: [roleResource(targets, privileges)] };
    }
    default:
      return null;
  }
}

function entityOf(targets: readonly AuditTarget[]): JsonObject {
  const target = mainTarget(targets);
  return target === null ? { name: 'Directory', type_id: 4, type: 'Organization' } : entityOfTarget(target);
}

function messageOf(
  name: string,
  targets: readonly AuditTarget[],
  { userName, appName }: Initiator,
  status: number,
): string {
  const on = targets.flatMap((target) => target.upn ?? target.name ?? []).slice(0, 3);
  const by = userName ?? appName;
  const end = status === 2 ? ' (failed)' : '';
  return `${name}${on.length === 0 ? '' : `: ${on.join(', ')}`}${by === null ? '' : `, by ${by}`}${end}`;
}
