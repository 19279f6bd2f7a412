import { describe, expect, it } from 'vitest';
import { createEgress } from '../../../main/secrets/create-egress.ts';
import { valuesOf } from './lifted-values.ts';
import { openTestVault } from './test-vault.ts';

const value = 'Zq7kmWx9bR2t4';
const run = (sign: string) => sign.repeat(100_000);

/** A pattern that is tried anew at each character of such a run takes minutes for it, in which the app stands still. */
describe('a run of a hundred thousand characters', () => {
  it.each([
    ['letters in a key', { [`${run('a')}!b`]: 'x', password: value }],
    ['digits in a key', { [`${run('1')}a`]: 'x', password: value }],
    ['dots behind a name', { text: `token=${run('.')}a`, password: value }],
  ])('does not hold up the look for secrets: %s', (_what, record) => {
    expect(valuesOf(record)).toContain(value);
  });

  it.each([
    ['brackets', `x${run(')')}a`],
    ['escaped quotes that are never closed', `x ${run('\\"')} a`],
    ['opening quotes', `x ${run('“a')} a`],
  ])('does not hold up what goes out: %s', async (_what, before) => {
    const vault = await openTestVault();
    const egress = createEgress();
    egress.knowVault(vault);
    egress.addValue(value, vault.fingerprint(value));
    const text = `${before} (${value}).`;
    expect(egress.text(text)).not.toContain(value);
  });
});

describe('a text of thousands of named secrets', () => {
  it('goes out without them, and at once', () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => `password=hunter-${index}`).join('\n');
    expect(createEgress().text(lines)).not.toContain('hunter');
  });
});
