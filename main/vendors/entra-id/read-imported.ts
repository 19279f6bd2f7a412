import { isJsonObject, type JsonObject } from '../json-object.ts';
import { readText, wordKey } from '../read-value.ts';
import { isSignInRow, signInOfRow } from './sign-in-csv.ts';

/**
 * The records of one entry of an imported file: a page of Graph, a record, a row of the portal's CSV of sign-ins, or
 * what diagnostic settings wrote (a record under `properties`, in the envelope of Azure Monitor).
 */
export function readImportedRecords(entry: unknown): readonly unknown[] {
  if (Array.isArray(entry)) return entry.flatMap(readImportedRecords);
  if (!isJsonObject(entry)) return [entry];
  if (Array.isArray(entry.value)) return entry.value;
  if (Array.isArray(entry.records)) return entry.records.flatMap(readImportedRecords);
  if (isDiagnosticRecord(entry)) return [recordOfEnvelope(entry)];
  return [isSignInRow(entry) ? signInOfRow(entry) : entry];
}

function isDiagnosticRecord(entry: JsonObject): boolean {
  return isJsonObject(entry.properties) && 'time' in entry && readText(entry.category) !== null;
}

const kindsByCategory: Readonly<Record<string, string>> = {
  signinlogs: 'interactiveUser',
  noninteractiveusersigninlogs: 'nonInteractiveUser',
  serviceprincipalsigninlogs: 'servicePrincipal',
  managedidentitysigninlogs: 'managedIdentity',
};

/** The envelope is near to Graph's form but not the same; what only it says is added under the names of Graph. */
function recordOfEnvelope(entry: JsonObject): JsonObject {
  const properties = entry.properties as JsonObject;
  const kind = kindsByCategory[wordKey(entry.category)];
  return {
    ...properties,
    ...('tenantId' in properties || entry.tenantId === undefined ? {} : { tenantId: entry.tenantId }),
    ...(kind === undefined || 'signInEventTypes' in properties ? {} : { signInEventTypes: [kind] }),
    ...(kind === undefined || 'createdDateTime' in properties ? {} : { createdDateTime: entry.time }),
  };
}
