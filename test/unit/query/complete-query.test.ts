import { describe, expect, it } from 'vitest';
import { completionsAt } from '../../../shared/query/complete-query.ts';
import { ecsNames } from '../../../shared/query/ecs-fields.ts';
import { resolveField } from '../../../shared/query/resolve-field.ts';

/** The place is where the bar `|` stands. */
function complete(marked: string) {
  const offset = marked.indexOf('|');
  return completionsAt(marked.replace('|', ''), offset);
}

const inserts = (marked: string) => complete(marked).options.map(({ insert }) => insert);

describe('what can stand at a place of a query', () => {
  it('is every field and "not" at the beginning', () => {
    expect(inserts('|')).toEqual(
      expect.arrayContaining(['secret.type:', 'event.severity ', 'user.name:', 'not ']),
    );
    expect(inserts('|')).not.toContain('and ');
  });

  it('is the fields whose names begin like the word, before those that only contain it', () => {
    expect(inserts('se|').slice(0, 4)).toEqual([
      'secret.type:',
      'secret.fingerprint:',
      'secret.length:',
      'secret.line:',
    ]);
    expect(inserts('se|')).toContain('user.name:');
  });

  it('is a name that the field also goes by, if that is what was typed', () => {
    expect(inserts('finger|')).toContain('fingerprint:');
  });

  it('replaces the whole word, also when the place is inside it', () => {
    expect(complete('a or sec|ret.type:x')).toMatchObject({ from: 5, to: 16 });
  });

  it('is also "and" and "or" after a term', () => {
    expect(inserts('leak |')).toEqual(expect.arrayContaining(['and ', 'or ', 'not ', 'secret.type:']));
  });

  it('is an operator after the name of a field, of those that the field has', () => {
    expect(inserts('severity |')).toEqual(expect.arrayContaining([':', '>=']));
    expect(inserts('user.name |')).not.toContain('>=');
  });

  it('is a severity after "severity >= "', () => {
    expect(inserts('severity >= h|')).toEqual(['high ']);
  });

  it('is a time after "time > "', () => {
    expect(inserts('time > |')).toContain('now-7d ');
  });

  it.each([
    ['secret.type:|', ''],
    ['secret.type:AW|', 'AW'],
    ['secret.type:"AW|', 'AW'],
    ['secret.type:*AW*|', 'AW'],
    ['secret.type:(JWT or AW|', 'AW'],
    ['secret.type:(|', ''],
    ['user:x and not secret.type:AW|', 'AW'],
  ])('%s asks the field for its values', (marked, search) => {
    expect(complete(marked).valuesOf).toEqual({ column: 'secret_type', search });
  });

  it('is a new term again after the parentheses of values', () => {
    expect(complete('secret.type:(a or b) |').valuesOf).toBeNull();
    expect(inserts('secret.type:(a or b) |')).toContain('and ');
  });

  it('does not depend on what is wrong elsewhere', () => {
    const values = { column: 'secret_type', search: 'AW' };
    expect(complete('(((nosuch: > "x" secret.type:AW|').valuesOf).toEqual(values);
    expect(complete('))) and secret.type:AW|').valuesOf).toEqual(values);
  });

  it('is nothing while a value of a field is written that has no values to offer', () => {
    expect(inserts('raw.some.path:|')).toEqual(['* ']);
    expect(inserts('raw.some.path:hi|')).toEqual([]);
  });

  it('is an ECS name that no column has, once something of it is typed', () => {
    expect(inserts('|')).not.toContain('event.category:');
    expect(inserts('event.c|')).toEqual(expect.arrayContaining(['event.category:']));
    expect(inserts('techn|')).toContain('threat.technique.id:');
    expect(inserts('hanzo|')).toContain('hanzo_kms.event.type:');
  });

  it('asks a place in the event for its values, too', () => {
    expect(complete('event.category:auth|').valuesOf).toEqual({ column: 'event.category', search: 'auth' });
    expect(complete('event.category in (auth|').valuesOf).toEqual({
      column: 'event.category',
      search: 'auth',
    });
  });

  it('offers no name that leads nowhere', () => {
    const lost = ecsNames.filter(({ name }) => resolveField(name).kind !== 'json');
    expect(lost).toEqual([]);
  });
});
