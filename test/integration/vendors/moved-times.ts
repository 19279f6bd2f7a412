import type { StreamDefinition, VendorDefinition } from '../../../main/collector/stream-definition.ts';
import { isJsonObject } from '../../../main/vendors/json-object.ts';

type Row = Readonly<Record<string, unknown>>;

const movedByMs = 3 * 3_600_000;
const mostKept = 20;

/** The time of each stream whose events are told by an id alone, so that a moved one is the same event. */
const timeFields: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'entrust-idaas': { authentication: 'eventTime', management: 'eventTime' },
  'hanzo-kms': { 'audit-log': 'createdAt' },
  'entra-id': { 'directory-audit': 'activityDateTime', provisioning: 'activityDateTime' },
  sentinelone: { 'threat-event': 'createdAt' },
};

export function hasIdsAlone({ name }: StreamDefinition, { descriptor }: VendorDefinition): boolean {
  return name in (timeFields[descriptor.vendor] ?? {});
}

/** Each page brings events of itself and of the pages before once more, with other times: a vendor corrected them. */
export function withMovedEvents(
  { name, pagination }: StreamDefinition,
  { descriptor }: VendorDefinition,
): (rows: readonly Row[]) => readonly Row[] {
  const field = timeFields[descriptor.vendor]?.[name] ?? '';
  // What another parent has is another's event.
  const isOfParent = pagination.kind === 'fan-out';
  let known: readonly Row[] = [];
  return (rows) => {
    known = [...rows, ...(isOfParent ? [] : known)].slice(0, mostKept).filter(isJsonObject);
    const moved = known.map((row) => {
      const time = new Date(Date.parse(String(row[field])) - movedByMs).toISOString();
      return { ...row, [field]: time };
    });
    return [...rows, ...moved];
  };
}
