import { readFileSync, writeFileSync } from 'node:fs';
import { argv, exit, stderr } from 'node:process';

/**
 * Makes `ocsf-1.5.0.json` and `shared/ocsf-class-table.ts` of a compiled OCSF 1.5.0 schema:
 *
 *     node resources/ocsf/reduce-schema.ts <compiled schema>
 *
 * Kept are the classes below and every object that can stand in them; of attributes what a validator needs.
 */
const classUids = [
  0, 1001, 1005, 1006, 1007, 1009, 2002, 2004, 2005, 2006, 3001, 3002, 3004, 3005, 3006, 4001, 4002, 4003,
  5001, 5003, 5020, 6003, 6007, 201001, 201002,
];
const profileNames = ['host', 'incident', 'security_control'];
const attributeKeys = [
  'type',
  'object_type',
  'is_array',
  'requirement',
  'enum',
  'sibling',
  'deprecated',
  'profiles',
];

interface Attribute {
  readonly type: string;
  readonly object_type?: string;
  readonly profiles?: readonly string[] | null;
  readonly enum?: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}
interface Definition {
  readonly uid?: number;
  readonly caption: string;
  readonly category_uid?: number;
  readonly category_name?: string | null;
  readonly constraints?: unknown;
  readonly attributes: Readonly<Record<string, Attribute>>;
}
interface Schema {
  readonly version: string;
  readonly license: string;
  readonly types: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly classes: Readonly<Record<string, Definition>>;
  readonly objects: Readonly<Record<string, Definition>>;
}

const typeKeys = ['base', 'regex', 'range', 'max_len', 'values'];

function only(keys: readonly string[], from: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept = keys.filter((key) => from[key] !== undefined && from[key] !== null);
  return Object.fromEntries(kept.map((key) => [key, key === 'deprecated' ? true : from[key]]));
}

function reduceAttributes(attributes: Definition['attributes']): Record<string, Attribute> {
  const kept = Object.entries(attributes).filter(
    ([, { profiles }]) => !profiles?.length || profiles.some((name) => profileNames.includes(name)),
  );
  return Object.fromEntries(
    kept.map(([name, attribute]) => [name, only(attributeKeys, attribute) as unknown as Attribute]),
  );
}

function reduceDefinition(definition: Definition, keys: readonly (keyof Definition)[]): Definition {
  const head = keys.filter((key) => definition[key] !== undefined).map((key) => [key, definition[key]]);
  return { ...Object.fromEntries(head), attributes: reduceAttributes(definition.attributes) } as Definition;
}

function objectsIn(definition: Definition): string[] {
  return Object.values(definition.attributes).flatMap(({ object_type: name }) => (name ? [name] : []));
}

function reduceSchema(schema: Schema): Schema {
  const classes = Object.entries(schema.classes)
    .filter(([, { uid }]) => uid !== undefined && classUids.includes(uid))
    .map(
      ([name, one]) =>
        [
          name,
          reduceDefinition(one, ['uid', 'caption', 'category_uid', 'category_name', 'constraints']),
        ] as const,
    );
  const objects = new Map<string, Definition>();
  const waiting = classes.flatMap(([, one]) => objectsIn(one));
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const definition = schema.objects[name];
    if (objects.has(name) || definition === undefined) continue;
    const reduced = reduceDefinition(definition, ['caption', 'constraints']);
    objects.set(name, reduced);
    waiting.push(...objectsIn(reduced));
  }
  const sorted = [...objects].toSorted(([a], [b]) => a.localeCompare(b));
  return {
    version: schema.version,
    license: schema.license,
    types: Object.fromEntries(
      Object.entries(schema.types).map(([name, type]) => [name, only(typeKeys, type)]),
    ),
    classes: Object.fromEntries(classes.toSorted(([, a], [, b]) => (a.uid ?? 0) - (b.uid ?? 0))),
    objects: Object.fromEntries(sorted),
  };
}

/** States are those of a finding or those of an outcome; what a class has to itself stands in its row. */
const statusFamilies = [
  { name: 'findingStatuses', uid: 2004 },
  { name: 'outcomeStatuses', uid: 0 },
] as const;

/** What the app itself needs: names of classes, activities and states. */
function classTable(schema: Schema): string {
  const classes = Object.values(schema.classes).toSorted((a, b) => (a.uid ?? 0) - (b.uid ?? 0));
  const statusesOf = ({ attributes }: Definition) => JSON.stringify(attributes.status_id?.enum ?? {});
  const families = statusFamilies.flatMap(({ name, uid }) => {
    const first = classes.find((one) => one.uid === uid);
    return first ? [{ name, statuses: statusesOf(first) }] : [];
  });
  const rows = classes.map((one) => {
    const family = families.find(({ statuses }) => statuses === statusesOf(one));
    const properties = [
      `name: ${JSON.stringify(one.caption)}`,
      `category: ${one.category_uid}`,
      `activities: ${JSON.stringify(one.attributes.activity_id?.enum ?? {})}`,
      `statuses: ${family?.name ?? statusesOf(one)}`,
    ];
    return `  ${one.uid}: { ${properties.join(', ')} },`;
  });
  return [
    '// Made by resources/ocsf/reduce-schema.ts of OCSF 1.5.0 (Apache-2.0, see resources/licences).',
    ...families.map(({ name, statuses }) => `const ${name} = ${statuses} as const;\n`),
    'export const ocsfClassTable = {',
    ...rows,
    '} as const;',
    '',
  ].join('\n');
}

const [, , path] = argv;
if (path === undefined) {
  stderr.write('Name the compiled schema: node resources/ocsf/reduce-schema.ts <file>\n');
  exit(2);
}
const reduced = reduceSchema(JSON.parse(readFileSync(path, 'utf8')) as Schema);
writeFileSync(new URL('ocsf-1.5.0.json', import.meta.url), `${JSON.stringify(reduced)}\n`);
writeFileSync(new URL('../../shared/ocsf-class-table.ts', import.meta.url), classTable(reduced));
