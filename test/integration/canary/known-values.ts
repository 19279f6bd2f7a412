import { join } from 'node:path';
import { expect } from 'vitest';
import { vendors } from '../../../main/vendors/registry.ts';
import { question } from './ask-for-everything.ts';
import { type Canaries, isOneWord } from './canaries.ts';
import type { Window } from './captured-window.ts';
import { declaredPlace } from './plant-records.ts';

/** Which of the planted values the inventory has: those were taken out of a record, and none of them was lost. */
export async function lookUpPlanted(window: Window, canaries: Canaries): Promise<readonly string[]> {
  const values = [...canaries.planted.keys()];
  const known: string[] = [];
  for (let start = 0; start < values.length; start += MOST_LOOKED_UP) {
    const asked = values.slice(start, start + MOST_LOOKED_UP);
    const { value } = await window.call('secrets.lookUp', { requestId: 'l', values: asked });
    known.push(...(value.found ?? []).map(({ line }) => asked[line - 1] ?? ''));
  }
  return known;
}
const MOST_LOOKED_UP = 10_000;

/** Where a field is declared, and where the place tells: values of any characters. */
export function expectLiftedEverywhere(canaries: Canaries, known: readonly string[]): void {
  const places = new Set(known.map((value) => canaries.planted.get(value)));
  for (const stream of vendors.flatMap(({ streams }) => streams)) {
    for (const path of stream.secretFields) expect(places).toContain(declaredPlace(stream, path));
  }
  const lost = [...canaries.planted]
    .filter(([value, where]) => where.includes('imported, awkward') && !known.includes(value))
    .map(([, where]) => where);
  expect(lost).toEqual([]);
}

/** A lifted value that the analyst types, copies or asks for does not stay either. */
export async function useKnownValues(window: Window, out: string, known: readonly string[]): Promise<void> {
  const words = known.filter(isOneWord).slice(0, 5_000);
  expect(words.length).toBeGreaterThan(500);
  const awkward = known.filter((value) => !isOneWord(value)).slice(-1);
  await window.call('clipboard.write', { text: `found ${words[0]} and ${words.join('\n')}` });
  for (const value of [...words.slice(0, 1), ...awkward]) {
    await window.call('clipboard.write', { text: value });
    await window.call('preferences.write', { key: 'recent', value: { queries: [value] } });
    const tree = { kind: 'text', pattern: value, quoted: true } as const;
    await window.call('exports.start', {
      question: { ...question, tree },
      sort: [{ column: 'time', direction: 'desc' }],
      format: 'csv',
      columns: ['time'],
      path: join(out, `asked-${isOneWord(value) ? 'word' : 'awkward'}.csv`),
      overwrite: true,
    });
    await expect(window.call(`no such call ${value}`)).rejects.toThrow();
  }
  const fields = JSON.stringify({ password: awkward[0] });
  const problem = `boom ${words.slice(0, 50).join(' ')}, token=${words[50]} ${fields}`;
  await window.call('app.reportProblem', { view: 'events', problem });
}
