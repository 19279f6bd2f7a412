import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type OcsfSchema, validateOcsf } from '../../helpers/ocsf-validator.ts';

const schema: OcsfSchema = JSON.parse(
  readFileSync(new URL('../../../resources/ocsf/ocsf-1.5.0.json', import.meta.url), 'utf8'),
);

function aScan(changes: Record<string, unknown> = {}) {
  return {
    class_uid: 6007,
    category_uid: 6,
    activity_id: 2,
    activity_name: 'Completed',
    type_uid: 600702,
    severity_id: 1,
    time: 1_772_442_927_000,
    metadata: { version: '1.5.0', product: { name: 'Entro' } },
    scan: { uid: 'r-1', type_id: 0 },
    ...changes,
  };
}

describe('validateOcsf', () => {
  it('finds nothing in a valid event', () => {
    expect(validateOcsf(aScan(), schema)).toEqual([]);
  });

  it.each([
    ['a missing attribute', { scan: undefined }, 'scan: is required'],
    ['an unknown attribute', { colour: 1 }, 'colour: is unknown here'],
    ['an attribute of an undeclared profile', { actor: {} }, 'actor: is unknown here'],
    ['a time in text', { time: '2026' }, 'time: is not a timestamp_t'],
    ['a fraction for a whole number', { num_detections: 1.5 }, 'num_detections: is not a integer_t'],
    ['a number outside the enum', { severity_id: 9 }, 'severity_id: 9 is not one of 0, 1, 2, 3, 4, 5, 6, 99'],
    ['a wrong caption', { activity_name: 'Done' }, 'activity_name: is not “Completed”'],
    ['99 without a word', { status_id: 99 }, 'status: needs the source’s word'],
    ['a type that does not fit', { type_uid: 600701 }, 'type_uid: is not 600702'],
    [
      'an object with nothing of what it needs',
      { scan: { type_id: 0 } },
      'scan: needs at least one of name, uid',
    ],
    ['an empty text', { message: '' }, 'message: is empty'],
    ['null', { message: null }, 'message: is empty'],
    ['a single value for a list', { observables: {} }, 'observables: is not a list'],
    [
      'an observable of nothing',
      { observables: [{ name: 'scan.name', type_id: 0, value: 'x' }] },
      'observables[0]: scan.name leads nowhere',
    ],
    [
      'an observable of another value',
      { observables: [{ name: 'scan.uid', type_id: 10, value: 'x' }] },
      'observables[0]: its value is not that of scan.uid',
    ],
    ['an unknown class', { class_uid: 1 }, 'class_uid: no class 1 in this schema'],
  ])('finds %s', (_what, change, problem) => {
    const event = JSON.parse(JSON.stringify(aScan(change)));
    expect(validateOcsf(event, schema)).toContain(problem);
  });

  const shared = new URL('../../../../shared/ocsf/', import.meta.url);
  it.skipIf(!existsSync(shared))('agrees with every example of the whole schema', () => {
    const whole: OcsfSchema = JSON.parse(readFileSync(new URL('1.5.0.json', shared), 'utf8'));
    const examples = readFileSync(new URL('examples.jsonl', shared), 'utf8').trim().split('\n');
    expect(examples.map((line) => validateOcsf(JSON.parse(line), whole))).toEqual(examples.map(() => []));
  });
});
