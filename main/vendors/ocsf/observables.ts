import type { OcsfEvent } from '../../../shared/normalised-event.ts';
import { isJsonObject } from '../json-object.ts';

/** OCSF 1.5.0 observable types that the mappings use. */
export const observableTypes = {
  hostname: [1, 'Hostname'],
  ip: [2, 'IP Address'],
  mac: [3, 'MAC Address'],
  userName: [4, 'User Name'],
  email: [5, 'Email Address'],
  url: [6, 'URL String'],
  fileName: [7, 'File Name'],
  hash: [8, 'Hash'],
  processName: [9, 'Process Name'],
  resourceUid: [10, 'Resource UID'],
  port: [11, 'Port'],
  commandLine: [13, 'Command Line'],
  country: [14, 'Country'],
  processId: [15, 'Process ID'],
  userAgent: [16, 'HTTP User-Agent'],
  cve: [18, 'CVE Object: uid'],
  userCredentialId: [19, 'User Credential ID'],
  endpoint: [20, 'Endpoint'],
  geoLocation: [26, 'Geo Location'],
  registryKey: [28, 'Registry Key'],
  registryValue: [29, 'Registry Value'],
  userUid: [31, 'User Object: uid'],
  groupName: [32, 'Group Object: name'],
  groupUid: [33, 'Group Object: uid'],
  serialNumber: [37, 'Serial Number'],
  resourceName: [38, 'Resource Details Object: name'],
  processUid: [39, 'Process Entity Object: uid'],
  registryValueName: [43, 'Registry Value Object: name'],
  filePath: [45, 'File Path'],
  registryKeyPath: [46, 'Registry Key Path'],
} as const;

export type ObservableType = keyof typeof observableTypes;

/** A path of the event (`src_endpoint.ip`, `evidences[0].file.name`; `[]` stands for every element) and what it holds. */
export type ObservedPath = readonly [path: string, type: ObservableType];

type Observable = NonNullable<OcsfEvent['observables']>[number];

/** One observable for each distinct type and value; a path that leads to an object has no value, one that leads nowhere is left out. */
export function observablesOf(event: OcsfEvent, paths: readonly ObservedPath[]): readonly Observable[] {
  const found = new Map<string, Observable>();
  for (const [path, typeName] of paths) {
    const [type_id, type] = observableTypes[typeName];
    for (const [name, value] of valuesAt(event, path)) {
      const text = isJsonObject(value) ? undefined : String(value);
      const key = `${type_id} ${text ?? name}`;
      if (!found.has(key))
        found.set(key, { name, type_id, type, ...(text === undefined ? {} : { value: text }) });
    }
  }
  return [...found.values()];
}

interface Step {
  readonly key: string;
  /** Null: no list; `all`: every element; a number: that one. */
  readonly index: number | 'all' | null;
}

const knownSteps = new Map<string, readonly Step[]>();

/** Paths come from the mappings' tables, so each is taken apart once. */
function stepsOf(path: string): readonly Step[] {
  const before = knownSteps.get(path);
  if (before !== undefined) return before;
  const steps = path.split('.').map((step): Step => {
    const [, key = '', index] = /^([^[]*)(?:\[(\d*)\])?$/.exec(step) ?? [];
    return { key, index: index === undefined ? null : index === '' ? 'all' : Number(index) };
  });
  knownSteps.set(path, steps);
  return steps;
}

type Found = readonly [name: string, value: unknown];

function valuesAt(root: unknown, path: string): readonly Found[] {
  const found: Found[] = [];
  collectValues(root, '', stepsOf(path), 0, found);
  return found;
}

function collectValues(
  value: unknown,
  name: string,
  steps: readonly Step[],
  at: number,
  found: Found[],
): void {
  const step = steps[at];
  if (step === undefined) {
    if (value !== undefined && value !== null && !Array.isArray(value)) found.push([name, value]);
    return;
  }
  const child = isJsonObject(value) ? value[step.key] : undefined;
  if (child === undefined) return;
  const childName = name === '' ? step.key : `${name}.${step.key}`;
  if (step.index === null) {
    collectValues(child, childName, steps, at + 1, found);
    return;
  }
  if (!Array.isArray(child)) return;
  for (const [position, element] of child.entries()) {
    if (step.index !== 'all' && step.index !== position) continue;
    collectValues(element, `${childName}[${position}]`, steps, at + 1, found);
  }
}
