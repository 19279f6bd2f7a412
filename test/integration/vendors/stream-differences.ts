import type { StreamDefinition, VendorDefinition } from '../../../main/collector/stream-definition.ts';
import type { AppErrorKind } from '../../../shared/app-error.ts';

/** Where streams rightly differ in what comes of a fault, by name (`<vendor> <stream>`), and why. */
type ByStream<Value> = Readonly<Record<string, Value>>;

export function nameOf({ descriptor }: VendorDefinition, { name }: StreamDefinition): string {
  return `${descriptor.vendor} ${name}`;
}

/** All others have a cursor (or are about one parent) in the middle of a poll, and begin anew where it is not found. */
const notFound: ByStream<AppErrorKind> = {
  // Days have no pages, so there is nothing to begin anew.
  'entro audit': 'not-found',
  // The bound that rises is a question of its own; a wrong one is not told by 404.
  'entra-id alert': 'not-found',
  'entra-id incident': 'not-found',
  // All there is fits into one page, which is asked for without a cursor.
  'entra-id group': 'not-found',
  'sentinelone group': 'not-found',
  // On-premises consoles have no such list: what is missing is the entitlement, and the address is right.
  'sentinelone alert': 'permission-missing',
  // An offset is a question of its own, too.
  'hanzo-kms audit-log': 'not-found',
};

/** The kind of error that a 404 in the middle of a poll ends it with; null where it is got over. */
export function errorOfNotFound(vendor: VendorDefinition, stream: StreamDefinition): AppErrorKind | null {
  return notFound[nameOf(vendor, stream)] ?? null;
}

/** Streams of which one page holds all there is: that it comes again is no circle. */
const ofOnePage: ReadonlySet<string> = new Set([
  // One answer for each day, and what comes twice is known.
  'entro audit',
  // The page behind the bound repeats what has the bound's own time in any case.
  'entra-id alert',
  'entra-id incident',
  'entra-id group',
  'sentinelone alert',
  'sentinelone group',
]);

export function isOfOnePage(vendor: VendorDefinition, stream: StreamDefinition): boolean {
  return ofOnePage.has(nameOf(vendor, stream));
}

const textAsRecord: ByStream<string> = {
  'entra-id': 'The record is not an object.',
  sentinelone: 'The record is a string, not an object.',
};

/** What is said of a record that is a text. */
export function reasonOfText({ descriptor }: VendorDefinition): string {
  return textAsRecord[descriptor.vendor] ?? 'The record is text, not an object.';
}

/** Each names the first thing that it can't do without. */
const nullsOfVendor: ByStream<string> = {
  entro: 'results is null, an object is expected.',
  'entra-id': 'The record has no id.',
  'entrust-idaas': 'eventTime is null, text is expected.',
  'hanzo-kms': 'id is null, text is expected.',
  sentinelone: 'id is missing, or is neither text nor a whole number.',
};
const nullsOfStream: ByStream<string> = {
  'sentinelone alert': 'alertInfo.alertId is missing, or is neither text nor a whole number.',
  'sentinelone threat': 'id (or threatInfo.threatId) is missing, or is neither text nor a whole number.',
  // They are told by what is installed where, and have an id only now and then.
  'sentinelone application': 'applicationName is missing, or is no text.',
  'sentinelone application-risk': 'id is missing, and cveId and endpointId are not both there.',
};

/** What is said of a record in which everything is null. */
export function reasonOfNulls(vendor: VendorDefinition, stream: StreamDefinition): string {
  return nullsOfStream[nameOf(vendor, stream)] ?? nullsOfVendor[vendor.descriptor.vendor] ?? '';
}

/**
 * A thing that changes shows its state of now alone: what it was before the computer slept can't be read behind it.
 * What happened, happened.
 */
export function showsLatestStateAlone({ versions }: StreamDefinition): boolean {
  return versions === 'by-time' || versions === 'by-content';
}
