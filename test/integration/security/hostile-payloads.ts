import { z } from 'zod';
import { type IpcCall, ipcCalls } from '../../../shared/ipc/ipc-contract.ts';
import { queryNodeSchema } from '../../../shared/query/query-node.ts';
import { randomTree } from '../../unit/query/random-tree.ts';
import type { SeededRandom } from '../../unit/query/seeded-random.ts';

type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly pattern?: string;
};

/** What a page may put where the contract wants something: the values that programs stumble over. */
const nasty: readonly (() => unknown)[] = [
  () => null,
  () => undefined,
  () => true,
  () => -1,
  () => 2 ** 53,
  () => Number.NaN,
  () => Number.POSITIVE_INFINITY,
  () => -1e308,
  () => 0.5,
  () => 10n,
  () => '',
  () => ' ',
  () => 'x'.repeat(100_000),
  () => '\0',
  () => '\ud800',
  () => '\u202e\u200b\u001b[31m',
  () => "'; DROP TABLE events; --",
  () => '../../../../etc/passwd',
  () => '%s%n{{7*7}}',
  () => '__proto__',
  () => 'constructor',
  () => [],
  () => new Array(5_000).fill('x'),
  () => [[[[[]]]]],
  () => ({}),
  () => JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}'),
  () => ({ toString: 'x', valueOf: 1, length: -1 }),
  () => new Date(0),
  () => new Map([['a', 1]]),
  () => new Uint8Array(64),
  () => holdingItself(),
];

function holdingItself(): unknown {
  const value: Record<string, unknown> = {};
  value.itself = value;
  value.children = [value, value];
  return value;
}

export interface PayloadMaker {
  /** Near to what the contract asks for, wrong in some places. */
  make(call: IpcCall): unknown;
}

/** `texts` stand where a call takes some text, chosen by the name it goes by: paths, addresses, sources. */
export function payloadMaker(
  random: SeededRandom,
  texts: Readonly<Record<string, readonly string[]>>,
): PayloadMaker {
  const schemas = new Map(
    Object.entries(ipcCalls).map(([name, { input }]) => [
      name,
      z.toJSONSchema(input, { unrepresentable: 'any', io: 'input' }) as Schema & {
        readonly $defs?: Readonly<Record<string, Schema>>;
      },
    ]),
  );
  /** How likely a value is a wrong one; none at all in some payloads, so that they come through. */
  let mischief = 0;
  let definitions: Readonly<Record<string, Schema>> = {};

  function value(schema: Schema, name: string, depth: number): unknown {
    if (random.chance(mischief)) return random.oneOf(nasty)();
    if (schema.$ref) return value(definitions[schema.$ref.replace('#/$defs/', '')] ?? {}, name, depth);
    if (schema.enum) return random.oneOf(schema.enum);
    if ('const' in schema) return schema.const;
    const choices = schema.anyOf ?? schema.oneOf;
    if (choices) return value(random.oneOf(choices), name, depth);
    if (name === 'tree' || name === 'where') return queryNodeSchema.parse(randomTree(random));
    const type = typeof schema.type === 'string' ? schema.type : random.oneOf(schema.type ?? ['null']);
    return ofType(type, schema, name, depth);
  }

  function ofType(type: string, schema: Schema, name: string, depth: number): unknown {
    switch (type) {
      case 'object':
        return object(schema, depth);
      case 'array': {
        const most = depth > 4 ? 0 : Math.min(3, schema.maxItems ?? 3);
        const length = Math.max(schema.minItems ?? 0, random.below(most + 1));
        return Array.from({ length }, () => value(schema.items ?? {}, name.replace(/s$/, ''), depth + 1));
      }
      case 'string':
        return text(schema, name);
      case 'boolean':
        return random.chance(0.5);
      case 'number':
      case 'integer':
        return (schema.minimum ?? 0) + random.below(50);
      default:
        return null;
    }
  }

  function object(schema: Schema, depth: number): unknown {
    const made: Record<string, unknown> = {};
    for (const [key, below] of Object.entries(schema.properties ?? {})) {
      if (schema.required?.includes(key) || random.chance(0.5)) made[key] = value(below, key, depth + 1);
    }
    if (typeof schema.additionalProperties === 'object' && depth < 5) {
      const key = random.oneOf(['a', 'clientId', 'apiKey', '__proto__', 'x'.repeat(300), '\0']);
      if (random.chance(0.6)) made[key] = value(schema.additionalProperties, key, depth + 1);
    }
    if (random.chance(mischief)) made.extra = random.oneOf(nasty)();
    return made;
  }

  function text(schema: Schema, name: string): string {
    if (schema.pattern === '^[0-9a-f]{32}$') return random.oneOf(['0', 'a', '7']).repeat(32);
    return random.oneOf((Object.hasOwn(texts, name) ? texts[name] : texts.other) ?? ['x']);
  }

  return {
    make(call) {
      mischief = random.oneOf([0, 0, 0.05, 0.2, 1]);
      const schema = schemas.get(call) ?? {};
      definitions = schema.$defs ?? {};
      return value(schema, call, 0);
    },
  };
}
