import { describe, expect, it } from 'vitest';
import { maskJsonLine } from '../../../main/export/json-lines.ts';

describe('masking a JSON line', () => {
  const mask = (text: string) => text.replaceAll(/hunter2.*/gs, '‹hidden›');

  it('masks texts and keys at any depth and keeps the form', () => {
    const line = JSON.stringify({ n: 1, t: null, raw: { hunter2: ['a "hunter2" b', true] } });
    expect(JSON.parse(maskJsonLine(line, mask))).toEqual({
      n: 1,
      t: null,
      raw: { '‹hidden›': ['a "‹hidden›', true] },
    });
  });
});
