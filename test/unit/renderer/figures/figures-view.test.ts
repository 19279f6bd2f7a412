import { describe, expect, it } from 'vitest';
import type { FigureDefinition } from '../../../../renderer/figures/figure-definition.ts';
import { figuresToAsk, viewFigures } from '../../../../renderer/figures/figures-view.ts';

const figures: readonly FigureDefinition[] = [
  { id: 'all', label: 'Sign-ins' },
  { id: 'failed', label: 'Failures', where: 'status:Failure', isBad: true },
  { id: 'share', label: 'Failure share', share: { of: 'failed', in: 'all' } },
  { id: 'users', label: 'Users', where: 'status:Failure', distinctOf: 'user_name' },
];
const answer = (all: number, failed: number) => ({
  figures: [
    { id: 'all', value: all },
    { id: 'failed', value: failed },
    { id: 'users', value: 3 },
  ],
  tookMs: 1,
});
const shareOf = (all: number, failed: number) => viewFigures(figures, answer(all, failed))[2]?.text;

describe('figures', () => {
  it('ask for what is counted; a share follows from it', () => {
    expect(
      figuresToAsk(figures).map(({ id, where, distinctOf }) => [id, where !== null, distinctOf]),
    ).toEqual([
      ['all', false, null],
      ['failed', true, null],
      ['users', true, 'user_name'],
    ]);
  });

  it('show exact numbers, and mark a bad one that is not zero', () => {
    expect(viewFigures(figures, answer(1_234_567, 12)).map(({ text, isBad }) => [text, isBad])).toEqual([
      ['1\u202f234\u202f567', false],
      ['12', true],
      ['< 0.1 %', false],
      ['3', false],
    ]);
    expect(viewFigures(figures, answer(10, 0))[1]?.isBad).toBe(false);
  });

  it.each([
    [10, 5, '50 %'],
    [3, 1, '33.3 %'],
    [0, 0, '–'],
    [100_000, 99_999, '> 99.9 %'],
    [5, 5, '100 %'],
    [5, 0, '0 %'],
  ])('never rounds a part away: %d, %d', (all, failed, text) => {
    expect(shareOf(all, failed)).toBe(text);
  });

  it('lead to their events: a distinct one to those that have a value', () => {
    const [all, failed, share, users] = viewFigures(figures, undefined);
    expect([all?.tree, share?.tree]).toEqual([null, null]);
    expect(failed?.tree).toMatchObject({ kind: 'compare', field: 'status' });
    expect(users?.tree).toMatchObject({ kind: 'and', children: [{ kind: 'compare' }, { kind: 'exists' }] });
    expect(all?.text).toBeNull();
  });
});
