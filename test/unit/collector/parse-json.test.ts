import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../main/collector/parse-json.ts';

describe('reading JSON', () => {
  it('keeps every digit of an integer that a double cannot hold', () => {
    expect(parseJson('{"id": 9007199254740993, "list": [-12345678901234567890]}')).toEqual({
      id: '9007199254740993',
      list: ['-12345678901234567890'],
    });
  });

  it('leaves safe integers, fractions, exponents and digits in text as they are', () => {
    expect(parseJson('[9007199254740991, 0.1234567890123456789, 1e300, "9007199254740993"]')).toEqual([
      9007199254740991,
      0.12345678901234568,
      1e300,
      '9007199254740993',
    ]);
  });
});
