/** A schema in the compiled form of `resources/ocsf/ocsf-1.5.0.json`; more keys than these may be there. */
export interface OcsfSchema {
  readonly version: string;
  readonly types: Readonly<Record<string, OcsfType>>;
  readonly classes: Readonly<Record<string, OcsfClass>>;
  readonly objects: Readonly<Record<string, OcsfObject>>;
}

interface OcsfType {
  readonly base?: string;
  readonly regex?: string;
  readonly range?: readonly [number, number] | readonly number[];
  readonly max_len?: number;
  readonly values?: readonly unknown[];
}

interface OcsfObject {
  readonly caption: string;
  readonly constraints?: {
    readonly at_least_one?: readonly string[];
    readonly just_one?: readonly string[];
  } | null;
  readonly attributes: Readonly<Record<string, OcsfAttribute>>;
}

interface OcsfClass extends OcsfObject {
  readonly uid: number;
  readonly category_uid: number;
  readonly category_name?: string | null;
}

interface OcsfAttribute {
  readonly type: string;
  readonly object_type?: string;
  readonly is_array?: boolean;
  readonly requirement?: string;
  readonly enum?: Readonly<Record<string, string>>;
  readonly sibling?: string;
  readonly profiles?: readonly string[] | null;
  readonly deprecated?: unknown;
}

type Json = Readonly<Record<string, unknown>>;
type Report = (path: string, problem: string) => void;

interface Validation {
  readonly schema: OcsfSchema;
  readonly profiles: ReadonlySet<string>;
  readonly report: Report;
}

/**
 * Everything in which an event departs from the schema, each as "path: problem"; an empty list is a valid event.
 * Checks what OCSF's own validator does: required and unknown attributes, types, enums and their captions,
 * constraints, profiles, and that the uids fit each other. Deprecated attributes count as a problem.
 */
export function validateOcsf(event: unknown, schema: OcsfSchema): readonly string[] {
  const problems: string[] = [];
  const report: Report = (path, problem) => problems.push(`${path}: ${problem}`);
  if (!isObject(event)) return ['event: is not an object'];
  const eventClass = Object.values(schema.classes).find(({ uid }) => uid === event.class_uid);
  if (!eventClass) return [`class_uid: no class ${String(event.class_uid)} in this schema`];
  const validation = { schema, profiles: declaredProfiles(event), report };
  checkObject(event, eventClass, '', validation);
  checkUids(event, eventClass, report);
  checkObservables(event, report);
  return problems;
}

function declaredProfiles(event: Json): ReadonlySet<string> {
  const metadata = event.metadata;
  const profiles = isObject(metadata) ? metadata.profiles : undefined;
  return new Set(Array.isArray(profiles) ? profiles.map(String) : []);
}

function checkObject(value: Json, definition: OcsfObject, path: string, validation: Validation): void {
  const { report, profiles } = validation;
  const at = (name: string) => (path === '' ? name : `${path}.${name}`);
  const attributes = Object.entries(definition.attributes).filter(
    ([, { profiles: needed }]) => !needed || needed.length === 0 || needed.some((name) => profiles.has(name)),
  );
  const known = new Map(attributes);
  for (const [name, attribute] of attributes) {
    if (attribute.requirement === 'required' && value[name] === undefined) report(at(name), 'is required');
  }
  for (const [name, child] of Object.entries(value)) {
    const attribute = known.get(name);
    if (attribute === undefined) report(at(name), 'is unknown here');
    else checkAttribute(child, attribute, at(name), validation);
    if (attribute?.enum) checkCaption(value, name, attribute, at, report);
  }
  checkConstraints(value, definition, path, report);
}

function checkConstraints(value: Json, { constraints }: OcsfObject, path: string, report: Report): void {
  const present = (names: readonly string[]) => names.filter((name) => value[name] !== undefined).length;
  const { at_least_one: some, just_one: one } = constraints ?? {};
  if (some && present(some) === 0) report(path || 'event', `needs at least one of ${some.join(', ')}`);
  if (one && present(one) !== 1) report(path || 'event', `needs exactly one of ${one.join(', ')}`);
}

function checkAttribute(
  value: unknown,
  attribute: OcsfAttribute,
  path: string,
  validation: Validation,
): void {
  if (attribute.deprecated) validation.report(path, 'is deprecated');
  if (!attribute.is_array) {
    checkSingle(value, attribute, path, validation);
  } else if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) {
      checkSingle(element, attribute, `${path}[${index}]`, validation);
    }
  } else {
    validation.report(path, 'is not a list');
  }
}

function checkSingle(value: unknown, attribute: OcsfAttribute, path: string, validation: Validation): void {
  const { schema, report } = validation;
  const problem = isAbsent(value)
    ? 'is empty'
    : attribute.type === 'object_t'
      ? objectProblem(value, attribute, schema)
      : (scalarProblem(value, attribute.type, schema) ?? enumProblem(value, attribute));
  if (problem !== null) {
    report(path, problem);
  } else if (attribute.type === 'object_t' && attribute.object_type !== 'object') {
    const definition = schema.objects[attribute.object_type ?? ''];
    if (definition && isObject(value)) checkObject(value, definition, path, validation);
  }
}

/** Nothing, written as a value: what is unknown is to be left out. */
function isAbsent(value: unknown): boolean {
  return value === null || value === '' || (isObject(value) && Object.keys(value).length === 0);
}

function objectProblem(value: unknown, attribute: OcsfAttribute, schema: OcsfSchema): string | null {
  if (!isObject(value)) return 'is not an object';
  const type = attribute.object_type ?? '';
  return Object.hasOwn(schema.objects, type) ? null : `is of ${type}, which this schema does not list`;
}

function enumProblem(value: unknown, attribute: OcsfAttribute): string | null {
  if (!attribute.enum || Object.hasOwn(attribute.enum, String(value))) return null;
  return `${String(value)} is not one of ${Object.keys(attribute.enum).join(', ')}`;
}

function scalarProblem(value: unknown, typeName: string, schema: OcsfSchema): string | null {
  const type = schema.types[typeName];
  if (type === undefined) return `is of the unknown type ${typeName}`;
  if (typeName === 'json_t') return null;
  const primitive = primitiveOf(typeName, schema);
  if (!isPrimitive(value, primitive)) return `is not a ${typeName}`;
  for (let at: OcsfType | undefined = type; at; at = at.base ? schema.types[at.base] : undefined) {
    const { regex, range, max_len: longest } = at;
    if (regex && !new RegExp(regex).test(String(value))) return `does not match the pattern of ${typeName}`;
    if (longest && String(value).length > longest) return `is longer than ${longest}`;
    const [low, high] = range ?? [];
    if (low !== undefined && high !== undefined && !(Number(value) >= low && Number(value) <= high)) {
      return `is not within ${low} to ${high}`;
    }
  }
  return null;
}

function primitiveOf(typeName: string, schema: OcsfSchema): string {
  const base = schema.types[typeName]?.base;
  return base === undefined ? typeName : primitiveOf(base, schema);
}

function isPrimitive(value: unknown, primitive: string): boolean {
  switch (primitive) {
    case 'boolean_t':
      return typeof value === 'boolean';
    case 'integer_t':
    case 'long_t':
      return Number.isSafeInteger(value);
    case 'float_t':
      return typeof value === 'number';
    default:
      return typeof value === 'string';
  }
}

/** A caption has to be the enum's own; beside 99 it is the source's word, and may not be "Other". */
function checkCaption(
  value: Json,
  name: string,
  attribute: OcsfAttribute,
  at: (name: string) => string,
  report: Report,
): void {
  const caption = attribute.sibling === undefined ? undefined : value[attribute.sibling];
  const expected = attribute.enum?.[String(value[name])];
  if (attribute.sibling === undefined || attribute.is_array || expected === undefined) return;
  if (Number(value[name]) === 99) {
    if (caption === undefined || caption === 'Other')
      report(at(attribute.sibling), 'needs the source’s word');
  } else if (caption !== undefined && caption !== expected) {
    report(at(attribute.sibling), `is not “${expected}”`);
  }
}

function checkUids(event: Json, eventClass: OcsfClass, report: Report): void {
  const expected = eventClass.uid * 100 + Number(event.activity_id);
  if (event.type_uid !== expected) report('type_uid', `is not ${expected}`);
  if (event.category_uid !== eventClass.category_uid) {
    report('category_uid', `is not ${eventClass.category_uid}`);
  }
  if (event.class_name !== undefined && event.class_name !== eventClass.caption) {
    report('class_name', `is not “${eventClass.caption}”`);
  }
}

/** An observable's name is a path of the event, its value what stands there; a path to an object has no value. */
function checkObservables(event: Json, report: Report): void {
  const observables = Array.isArray(event.observables) ? event.observables : [];
  for (const [index, observable] of observables.entries()) {
    if (!isObject(observable) || typeof observable.name !== 'string') continue;
    const target = valueAt(event, observable.name);
    const path = `observables[${index}]`;
    if (target === undefined) report(path, `${observable.name} leads nowhere`);
    else if (isObject(target) ? observable.value !== undefined : observable.value !== String(target)) {
      report(path, `its value is not that of ${observable.name}`);
    }
  }
}

function valueAt(event: unknown, path: string): unknown {
  return path
    .split(/[.[\]]+/)
    .filter((step) => step !== '')
    .reduce<unknown>(
      (value, step) => (typeof value === 'object' && value !== null ? (value as Json)[step] : undefined),
      event,
    );
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
