import type { JsonObject } from '../json-object.ts';
import { addressesOf, firstAddress, gatewaysOf, interfacesOf } from './device.ts';
import { type RecordFields, valueAt } from './record-fields.ts';

/** The address in the first of the fields that holds one; the others of that field's list stay unused. */
export function firstAddressIn(
  record: JsonObject,
  paths: readonly string[],
  fields: RecordFields,
): string | null {
  for (const path of paths) {
    const value = valueAt(record, path);
    const address = firstAddress(value);
    if (address === null) continue;
    fields.leave(
      path,
      addressesOf(value).filter((other) => other !== address),
    );
    return address;
  }
  return null;
}

/** Interfaces as OCSF has them; their gateways, which it does not have, stay unused. */
export function interfacesIn(record: JsonObject, path: string, fields: RecordFields): readonly JsonObject[] {
  const value = valueAt(record, path);
  const interfaces = interfacesOf(value);
  if (interfaces.length > 0) fields.leave(path, gatewaysOf(value));
  return interfaces;
}
