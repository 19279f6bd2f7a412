import { describe, expect, it } from 'vitest';
import { createJsonSplitter, type JsonEnding, maxJsonDepth } from '../../../main/collector/json-splitter.ts';

function split(text: string, pieceLength = text.length || 1): { values: string[]; ending: JsonEnding } {
  const values: string[] = [];
  const splitter = createJsonSplitter((value) => values.push(value));
  for (let at = 0; at < text.length; at += pieceLength) splitter.push(text.slice(at, at + pieceLength));
  return { values, ending: splitter.end() };
}

describe('the JSON splitter', () => {
  const tricky = JSON.stringify([{ a: 'x],}"\\' }, [1, [2]], 'te,xt', null, 12.5, {}, '\\', '😀"[']);

  it.each([1, 2, 3, 7, 1_000])('cuts an array into its elements when it comes in pieces of %i', (length) => {
    const { values, ending } = split(tricky, length);
    expect(values.map((value) => JSON.parse(value))).toEqual(JSON.parse(tricky));
    expect(ending).toEqual({ kind: 'complete', isArray: true, cutOff: '' });
  });

  it('takes an object at the top as one value', () => {
    expect(split(' {"value": [1, 2]} \n')).toEqual({
      values: ['{"value": [1, 2]}'],
      ending: { kind: 'complete', isArray: false, cutOff: '' },
    });
  });

  it('takes a number or text at the top as one value', () => {
    expect(split('12.5', 2).values).toEqual(['12.5']);
    expect(split('"a"').values).toEqual(['"a"']);
  });

  it('finds an empty array complete and nothing at all empty', () => {
    expect(split('[ ]')).toEqual({ values: [], ending: { kind: 'complete', isArray: true, cutOff: '' } });
    expect(split(' \n ').ending.kind).toBe('empty');
  });

  it('takes values that follow each other at the top one by one', () => {
    expect(split('{"a":1}\n{"a":2}{"a":3}').values).toEqual(['{"a":1}', '{"a":2}', '{"a":3}']);
  });

  it.each(['[{"a":1},{"a"', '[1,2', '[{"a":"tex', '{"a":[1,'])('sees that %s is cut off', (text) => {
    expect(split(text).ending.kind).toBe('cut-off');
  });

  it('hands back what is left of the value that was cut off', () => {
    expect(split('[{"a":1},{"b":')).toMatchObject({ values: ['{"a":1}'], ending: { cutOff: '{"b":' } });
  });

  it.each(['[1,,2]', '[1,]', ']', '[1}', '[,1]'])('sees that %s is malformed', (text) => {
    expect(split(text).ending.kind).toBe('malformed');
  });

  it('stops at a depth that is no data', () => {
    expect(split('['.repeat(maxJsonDepth + 1)).ending.kind).toBe('too-deep');
    expect(split('['.repeat(1_000_000)).ending.kind).toBe('too-deep');
    expect(split('['.repeat(maxJsonDepth) + ']'.repeat(maxJsonDepth)).ending.kind).toBe('complete');
  });
});
