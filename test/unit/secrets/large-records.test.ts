import { describe, expect, it } from 'vitest';
import { createFormSearch } from '../../../main/secrets/form-search.ts';
import { liftSecrets } from '../../../main/secrets/lift-secrets.ts';
import { findTokenShapes } from '../../../main/secrets/token-shapes.ts';
import { secretMarker } from '../../../main/secrets/vault.ts';
import { openTestVault } from './test-vault.ts';

const vault = await openTestVault();
const marker = (value: string) => secretMarker(vault.fingerprint(value));
const lift = (record: unknown) => liftSecrets(record, [], vault);
/** Put together here, so that no scanner takes this file for a leak. */
const token = ['gh', 'p_FAKEFAKEFAKEFAKE1234'].join('');

describe('a very long text', () => {
  it('stays a text when there is nothing in it', () => {
    const record = { note: 'a harmless word and another. '.repeat(120_000) };
    expect(lift(record)).toEqual({ record, lifted: [], first: null });
  });

  it.each([0, 1_999_980, 1_999_990, 2_000_000, 3_998_985, 4_100_000])('loses its token at %i alone', (at) => {
    const before = 'a b '.repeat(2_000_000).slice(0, at);
    const { record, lifted } = lift({ note: `${before} ${token} ${'c d '.repeat(600_000)}` });
    expect(lifted.map(({ fingerprint }) => fingerprint)).toEqual([vault.fingerprint(token)]);
    expect((record as { note: string }).note.slice(at, at + 30)).toContain(marker(token));
  });

  it.each([0, 197_985, 199_990, 200_010, 397_000])('loses a password at %i', (at) => {
    const before = 'a b '.repeat(200_000).slice(0, at);
    const { record, lifted } = lift({ note: `${before} password=hunter2-hunter2 ${'c d '.repeat(100_000)}` });
    expect(lifted).toHaveLength(1);
    expect(JSON.stringify(record)).not.toContain('hunter2');
  });

  it('is lifted to its end from where a token begins that does not end', () => {
    const jwt = `eyJ${'eyJ'.repeat(2_000_000)}`;
    expect(findTokenShapes(`a ${jwt}`)).toEqual([jwt]);
    expect(lift({ note: `a ${jwt}` }).record).toEqual({ note: `a ${marker(jwt)}` });
  });

  it('is read as JSON where it is some', () => {
    const text = JSON.stringify({ rows: Array.from({ length: 40_000 }, () => 'a row'), password: 'hunter' });
    expect(text.length).toBeGreaterThan(300_000);
    expect(lift({ text }).lifted).toHaveLength(1);
  });
});

describe('thousands of secrets in one record', () => {
  it('are taken out of keys and of a megabyte of text, plain and encoded', { timeout: 60_000 }, () => {
    const values = Array.from({ length: 5_000 }, (_, index) => `made-up-value-${index}-${index % 7}`);
    const written = (value: string, index: number) =>
      index % 2 === 0 ? value : Buffer.from(`user:${value}`).toString('base64');
    const record = {
      list: values.map((password) => ({ password })),
      note: `${values.map(written).join(' and ')} ${'some more words '.repeat(50_000)}`,
      keys: Object.fromEntries(values.map((value) => [`of ${value}`, 1])),
    };
    const { record: copy, lifted } = lift(record);
    expect(lifted).toHaveLength(5_000);
    const text = JSON.stringify(copy);
    expect(text.length).toBeGreaterThan(1_000_000);
    expect(values.filter((value) => text.includes(value))).toEqual([]);
    const encoded = Buffer.from('user:made-up-value-').toString('base64').slice(8, 20);
    expect(text).not.toContain(encoded);
  });

  it('take no more looking than is bounded, however alike they are', () => {
    const forms = Array.from({ length: 3_000 }, (_, index) => ({
      form: 'a'.repeat(6 + index),
      marker: '‹x›',
    }));
    const found = createFormSearch(forms).replaceIn(`${'aaaaaaab'.repeat(10)} ${'a'.repeat(1_000_000)}`);
    expect(found).toBe('‹more like its secrets than can be searched›');
    expect(createFormSearch(forms).replaceIn('baaaaaaab')).toBe('b‹x›b');
  });
});
