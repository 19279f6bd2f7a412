import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generateEntroDay, MS_PER_DAY } from '../../../main/sample-tenant/entro/generate-day.ts';
import { auditStream } from '../../../main/vendors/entro/audit.stream.ts';
import { validateOcsf } from '../../helpers/ocsf-validator.ts';
import { processAnswer } from '../../helpers/vendor-records.ts';

const today = Date.UTC(2026, 10, 20) / MS_PER_DAY; // a Friday
const rowsOf = (day: number, seed = 'test') => generateEntroDay(seed, day, today);
const days = Array.from({ length: 61 }, (_, index) => today - 60 + index);
const allRows = days.flatMap((day) => rowsOf(day));
const secretsOf = (rows: typeof allRows) => rows.flatMap(({ results }) => results.secrets);

function countByType(rows: typeof allRows): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { secret_type } of secretsOf(rows)) counts.set(secret_type, (counts.get(secret_type) ?? 0) + 1);
  return counts;
}

describe('a day of the sample tenant', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(rowsOf(today)).toEqual(rowsOf(today));
    expect(rowsOf(today)).not.toEqual(rowsOf(today, 'other'));
    expect(rowsOf(today)).not.toEqual(rowsOf(today - 1));
  });

  it('keeps its usual rows when the tenant is started on another day', () => {
    const [now, later] = [today, today + 30].map((start) =>
      generateEntroDay('test', today, start).map(({ results }) => results.request_id),
    );
    const remembered = new Set(now);
    expect(later?.every((id) => remembered.has(id))).toBe(true);
    expect(later?.length).toBeLessThan(now?.length ?? 0);
  });

  it('lies within its day, in no order', () => {
    const times = rowsOf(today - 10).map(({ date }) => Date.parse(date));
    expect(times.every((ms) => Math.floor(ms / MS_PER_DAY) === today - 10)).toBe(true);
    expect(times).not.toEqual(times.toSorted((a, b) => a - b));
  });

  it('has between forty and five hundred rows, fewer at weekends', () => {
    const counts = days.map((day) => rowsOf(day).length);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(40);
    expect(Math.max(...counts)).toBeLessThanOrEqual(500);
    expect(rowsOf(today - 12).length).toBeLessThan(rowsOf(today - 10).length / 3);
  });

  it('has clean scans for the most part, and a few types that make up most of the rest', () => {
    const clean = allRows.filter(({ results }) => results.secrets.length === 0);
    const counts = [...countByType(allRows).values()].sort((a, b) => b - a);
    expect(clean.length).toBeGreaterThan(allRows.length / 2);
    expect(counts.length).toBe(13);
    expect((counts[0] ?? 0) / (counts[12] ?? 1)).toBeGreaterThan(5);
  });

  it('has two types above their usual in the last week and one that is new', () => {
    const lastWeek = countByType(days.slice(-7).flatMap((day) => rowsOf(day)));
    const before = countByType(days.slice(0, -7).flatMap((day) => rowsOf(day)));
    const weeksBefore = (days.length - 7) / 7;
    const ratio = (type: string) => (lastWeek.get(type) ?? 0) / ((before.get(type) ?? 0) / weeksBefore);
    expect(ratio('AWS_ACCESS_KEY_ID')).toBeGreaterThan(1.8);
    expect(ratio('SLACK_WEBHOOK')).toBeGreaterThan(1.8);
    expect(ratio('GENERIC_CREDS')).toBeLessThan(1.5);
    expect(before.has('HUGGING_FACE_TOKEN')).toBe(false);
    expect(lastWeek.get('HUGGING_FACE_TOKEN')).toBeGreaterThan(10);
  });

  it('has values that occur again and again, and awkward ones', () => {
    const values = secretsOf(allRows).map(({ exposed_value }) => exposed_value);
    expect(new Set(values).size).toBeLessThan(values.length * 0.8);
    for (const awkward of ['"', "'", '\n', '\\', '🔑', 'password = ']) {
      expect(values.some((value) => value.includes(awkward))).toBe(true);
    }
    expect(values.every((value) => /fake|^eyJmYWtl/i.test(value))).toBe(true);
  });

  it('becomes valid OCSF from the first row to the last, with every value lifted', () => {
    const schema = JSON.parse(
      readFileSync(new URL('../../../resources/ocsf/ocsf-1.5.0.json', import.meta.url), 'utf8'),
    );
    const rows = rowsOf(today);
    const outcomes = processAnswer(auditStream, rows);
    const problems = outcomes.flatMap((outcome) =>
      'event' in outcome ? validateOcsf(outcome.event.ocsf, schema) : [outcome.rejected],
    );
    const text = JSON.stringify(outcomes);
    expect(problems).toEqual([]);
    expect(secretsOf(rows).filter(({ exposed_value }) => text.includes(exposed_value))).toEqual([]);
  });
});
