import type { JsonObject } from '../json-object.ts';
import { deviceOf, firstAddress } from './device.ts';
import { realtime as now, detection as then } from './paths-below.ts';
import { type RecordFields, valueAt } from './record-fields.ts';
import { machineTypeOf } from './words.ts';

/** The endpoint of an alert. Older alerts say only how it was when the rule matched, and not its id. */
export function alertDevice(record: JsonObject, fields: RecordFields): JsonObject | null {
  const both = (name: string) => {
    const text = fields.text(now(name)) ?? fields.text(then(name));
    fields.takeEqual(text, then(name));
    return text;
  };
  const machine =
    fields.get(now('machineType'), machineTypeOf) ?? fields.get(then('machineType'), machineTypeOf);
  fields.takeEqual(valueAt(record, now('machineType')) ?? null, then('machineType'));
  const osName = fields.text(then('osName')) ?? fields.text(now('os'));
  const family = fields.text(then('osFamily'));
  fields.takeEqual(family, now('os'));
  return deviceOf({
    uid: fields.text(now('id')),
    name: both('name'),
    ip: fields.get('alertInfo.srcMachineIp', firstAddress),
    os: { name: osName ?? family, family, version: fields.text(then('osRevision')) },
    machine,
    agent: { uid: both('uuid'), version: fields.text(then('version')) },
  });
}
