import { compact } from '../compact.ts';
import type { JsonObject } from '../json-object.ts';
import { readText } from '../read-value.ts';
import { type RecordFields, valueAt } from './record-fields.ts';

/**
 * The registry as an alert names it: `registryKeyPath` is the key, `registryPath` the key or one of its values,
 * `registryValue` a value's content. A value of OCSF needs its name, so it is one only where the path of the value
 * goes on from that of the key.
 */
export function registryOf(record: JsonObject, fields: RecordFields): JsonObject {
  const key = readText(valueAt(record, 'alertInfo.registryKeyPath'));
  const path = readText(valueAt(record, 'alertInfo.registryPath'));
  const keyPath = key ?? path;
  if (keyPath === null) return {};
  const valueName = key !== null && path?.startsWith(`${key}\\`) ? path.slice(key.length + 1) : null;
  fields.take(key === null ? 'alertInfo.registryPath' : 'alertInfo.registryKeyPath');
  fields.takeEqual(keyPath, 'alertInfo.registryPath');
  if (valueName === null) return { reg_key: { path: keyPath } };
  fields.take('alertInfo.registryPath');
  const data = fields.text('alertInfo.registryValue');
  return { reg_key: { path: keyPath }, reg_value: compact({ name: valueName, path: keyPath, data }) };
}
