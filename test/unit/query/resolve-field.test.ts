import { describe, expect, it } from 'vitest';
import type { Field } from '../../../shared/query/field.ts';
import { fields } from '../../../shared/query/fields.ts';
import { fieldKey } from '../../../shared/query/own-filter.ts';
import { resolveField } from '../../../shared/query/resolve-field.ts';

const columnOf = (name: string) => {
  const resolved = resolveField(name);
  return resolved.kind === 'column' ? resolved.field.column : resolved.kind;
};

describe('resolveField', () => {
  it.each([
    ['event.category', ['event', 'category']],
    ['event.type', ['event', 'type']],
    ['event.kind', ['event', 'kind']],
    ['event.outcome', ['event', 'outcome']],
    ['event.dataset', ['event', 'dataset']],
    ['data_stream.dataset', ['data_stream', 'dataset']],
    ['secret.value', ['secret', 'value']],
    ['related.ip', ['related', 'ip']],
    ['sentinel_one.threat.agent.id', ['sentinel_one', 'threat', 'agent', 'id']],
    ['tags', ['tags']],
  ])('leads %s into the ECS form', (name, path) => {
    expect(resolveField(name)).toEqual({ kind: 'json', column: 'ecs', path });
  });

  it.each([
    ['class', 'class_name'],
    ['class_name', 'class_name'],
    ['activity', 'activity_name'],
    ['status', 'status'],
    ['stream', 'stream'],
    ['severity', 'severity_id'],
    ['event.severity', 'severity_id'],
    ['event.action', 'operation'],
    ['User.Name', 'user_name'],
    ['latest', 'is_latest'],
    ['keyglass.latest', 'is_latest'],
    ['object', 'object_uid'],
    ['keyglass.class', 'class_name'],
  ])('leads %s to a column', (name, column) => {
    expect(columnOf(name)).toBe(column);
  });

  it('leads a name of both schemas to both forms', () => {
    expect(resolveField('process.name')).toEqual({
      kind: 'json',
      column: 'ocsf',
      path: ['process', 'name'],
      also: { column: 'ecs', path: ['process', 'name'] },
    });
    expect(fieldKey('process.name')).toBe('process.name');
    expect(fieldKey('ecs.process.name')).toBe('ecs.process.name');
  });

  it('goes into one form where it is named', () => {
    expect(resolveField('ecs.user.name')).toEqual({ kind: 'json', column: 'ecs', path: ['user', 'name'] });
    expect(resolveField('ocsf.process.name')).toEqual({
      kind: 'json',
      column: 'ocsf',
      path: ['process', 'name'],
    });
  });

  it.each([
    'usr.name',
    'evnt.category',
    'category',
    'process',
    'event.',
    '.event',
    'event..type',
    'event.a b',
  ])('knows no %s', (name) => {
    expect(resolveField(name).kind).toBe('unknown');
  });

  it('finds every field by its own spelling, and no name twice', () => {
    const all = fields as readonly Field[];
    expect(all.map(({ ecs }) => columnOf(ecs))).toEqual(all.map(({ column }) => column));
    const names = all.flatMap(({ ecs, column, aliases = [] }) => [...new Set([ecs, column, ...aliases])]);
    expect(new Set(names).size).toBe(names.length);
  });
});
