import { compact } from '../compact.ts';
import type { JsonObject } from '../json-object.ts';
import type { OcsfParts } from '../ocsf/ocsf-event.ts';
import { nameOfPath } from './file.ts';
import type { RecordFields } from './record-fields.ts';
import { activityOf, spacedWords, type ThreatEventKind } from './threat-event-kind.ts';
import { loginEvent, networkEvents } from './threat-event-network.ts';
import {
  actingProcess,
  actingUser,
  eventFile,
  eventProcess,
  oldFile,
  parentProcess,
} from './threat-event-parts.ts';

/** The class of an event with what the class needs; the rest is the same for all. */
export type EventClass = Pick<OcsfParts, 'classUid' | 'activityId' | 'activityName' | 'statusId'> & {
  readonly attributes: JsonObject;
  /** The `host` profile: device and actor are attributes of the event only with it. */
  readonly isOfHost: boolean;
};

export interface EventParts {
  readonly fields: RecordFields;
  readonly eventType: string | null;
  readonly device: JsonObject | null;
}

type Builder = (parts: EventParts) => EventClass | null;

/**
 * One for each kind; null where the event lacks what its class requires. It may then have used up fields that it does
 * not show, so the next try begins with fresh ones.
 */
const builders: Readonly<Record<ThreatEventKind, readonly Builder[]>> = {
  process: [processEvent],
  file: [fileEvent],
  'registry-value': [registryValueEvent, registryKeyEvent],
  'registry-key': [registryKeyEvent],
  module: [moduleEvent],
  job: [jobEvent],
  script: [scriptEvent, processEvent],
  login: [loginEvent],
  ...networkEvents,
  indicator: [],
};

export function buildersOf(kind: ThreatEventKind | null): readonly Builder[] {
  return kind === null ? [] : builders[kind];
}

/** The activity, or the vendor's own word for it. */
function activity(kind: Parameters<typeof activityOf>[0], eventType: string | null) {
  const activityId = activityOf(kind, spacedWords(eventType));
  return activityId === null
    ? { activityId: eventType === null ? 0 : 99, activityName: eventType ?? 'Unknown' }
    : { activityId };
}

function processEvent({ fields, eventType, device }: EventParts): EventClass | null {
  const parent = parentProcess(fields);
  const process = eventProcess(fields);
  const actor = parent === null ? actingUser(fields) : { process: parent };
  if (process === null || actor === null || device === null) return null;
  const kind = /script/.test(spacedWords(eventType))
    ? { activityId: 99, activityName: eventType ?? 'Script' }
    : activity('process', eventType);
  return { classUid: 1007, ...kind, isOfHost: false, attributes: { process, actor, device } };
}

function fileEvent({ fields, eventType, device }: EventParts): EventClass | null {
  const actor = actingProcess(fields);
  const file = eventFile(fields);
  if (actor === null || file === null || device === null) return null;
  const kind = activity('file', eventType);
  const before = kind.activityId === 5 ? oldFile(fields) : null;
  const files = before === null ? { file } : { file: before, file_result: file };
  return { classUid: 1001, ...kind, isOfHost: false, attributes: { ...files, actor, device } };
}

function registryKeyEvent({ fields, eventType, device }: EventParts): EventClass | null {
  const actor = actingProcess(fields);
  const path = fields.text('registryPath');
  if (actor === null || path === null || device === null) return null;
  // A value that was made or deleted changes its key.
  const isOfValue = /value/.test(spacedWords(eventType));
  const kind = isOfValue ? { activityId: 3 } : activity('registry-key', eventType);
  return { classUid: 201001, ...kind, isOfHost: false, attributes: { reg_key: { path }, actor, device } };
}

function registryValueEvent({ fields, eventType, device }: EventParts): EventClass | null {
  const actor = actingProcess(fields);
  const path = fields.text('registryPath');
  const name =
    fields.text('registryValueName') ?? fields.text('registryKeyValue') ?? fields.text('registryValue');
  if (actor === null || path === null || name === null || device === null) return null;
  const kind = activity('registry-value', eventType);
  return {
    classUid: 201002,
    ...kind,
    isOfHost: false,
    attributes: { reg_value: { name, path }, actor, device },
  };
}

function moduleEvent({ fields, eventType, device }: EventParts): EventClass | null {
  const actor = actingProcess(fields);
  const file = eventFile(fields);
  if (actor === null || device === null || file === null) return null;
  const kind = activity('module', eventType);
  const module = { load_type_id: 0, load_type: 'Unknown', file };
  return { classUid: 1005, ...kind, isOfHost: false, attributes: { module, actor, device } };
}

function jobEvent({ fields, eventType, device }: EventParts): EventClass | null {
  const name = fields.text('taskName');
  const path = fields.text('taskPath');
  if (name === null || path === null || device === null) return null;
  const file = { name: nameOfPath(path) ?? name, path, type_id: 0, type: 'Unknown' };
  const kind = activity('job', eventType);
  const actor = actingProcess(fields);
  return { classUid: 1006, ...kind, isOfHost: false, attributes: { job: { name, file }, actor, device } };
}

const scriptTypes: readonly (readonly [RegExp, number, string])[] = [
  [/powershell|pwsh/i, 2, 'PowerShell'],
  [/cmd\.exe$/i, 1, 'Windows Command Prompt'],
  [/python/i, 3, 'Python'],
  [/^(?:ba|z|k|da)?sh$/i, 6, 'Unix Shell'],
  [/node|jscript/i, 4, 'JavaScript'],
];

function scriptEvent({ fields, eventType, device }: EventParts): EventClass | null {
  const actor = actingProcess(fields);
  const content = fields.text('cmdScript') ?? fields.text('scriptContent') ?? fields.text('commandScript');
  if (actor === null || content === null || device === null) return null;
  const process = 'process' in actor ? (actor.process as JsonObject) : {};
  const [, type_id, type] = scriptTypes.find(([name]) => name.test(String(process.name ?? ''))) ?? [
    null,
    0,
    'Unknown',
  ];
  const script = compact({ type_id, type, script_content: { value: content }, file: eventFile(fields) });
  return {
    classUid: 1009,
    activityId: 1,
    ...(eventType === null ? {} : { activityName: eventType }),
    isOfHost: false,
    attributes: { script, actor, device },
  };
}
