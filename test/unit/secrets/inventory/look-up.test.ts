import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { LONGEST_CANDIDATE, lookUp } from '../../../../main/secrets/inventory/look-up.ts';
import { ok } from '../../../../shared/result.ts';
import type { SecretSummary } from '../../../../shared/secret-inventory.ts';
import { openTestVault } from '../test-vault.ts';

const key = ['-----BEGIN RSA PRIVATE KEY-----', 'bWFkZSB1cA==', '-----END RSA PRIVATE KEY-----'];

/** A look-up among some values; `asked` is all that left the function while it ran. */
async function aLookUp(known: readonly string[]) {
  const vault = await openTestVault();
  const fingerprints = new Set(known.map((value) => vault.fingerprint(value)));
  const asked: string[] = [];
  const parts = {
    fingerprint: vault.fingerprint,
    readKnown: async (given: readonly string[]) => {
      asked.push(...given);
      return ok(given.filter((fingerprint) => fingerprints.has(fingerprint)));
    },
    readSummaries: async (given: readonly string[]) =>
      ok(given.map((fingerprint) => ({ fingerprint }) as SecretSummary)),
  };
  const linesOf = async (candidates: Iterable<string> | AsyncIterable<string>) => {
    const looked = await lookUp(candidates, parts);
    if (!looked.ok) throw new Error(looked.error.message);
    const { checked, found } = looked.value;
    return { checked, found: found.map(({ line, secret }) => [line, secret.fingerprint]) };
  };
  return { vault, asked, parts, linesOf };
}

describe('looking up values', () => {
  it('says where in the list those are that were exposed, and how many were looked up', async () => {
    const { vault, linesOf } = await aLookUp(['first-value', 'second value ']);

    expect(
      await linesOf(['none', 'first-value', '', '  ', 'A="first-value"', 'second value ', 'none']),
    ).toEqual({
      checked: 4,
      found: [
        [2, vault.fingerprint('first-value')],
        [6, vault.fingerprint('second value ')],
      ],
    });
  });

  it('asks by fingerprint: no candidate leaves it', async () => {
    const { asked, linesOf } = await aLookUp([]);

    await linesOf(['hunter2hunter2']);

    expect(asked.length).toBeGreaterThan(0);
    expect(asked.every((fingerprint) => /^[0-9a-f]{32}$/.test(fingerprint))).toBe(true);
  });

  it('puts a private key together again from its lines', async () => {
    const { vault, linesOf } = await aLookUp([key.join('\n')]);
    const inWindows = await aLookUp([key.join('\r\n')]);

    const lines = ['# a comment', `KEY="${key[0]}`, ...key.slice(1, -1), `${key.at(-1)}"`];

    expect((await linesOf(lines)).found).toEqual([[2, vault.fingerprint(key.join('\n'))]]);
    expect((await inWindows.linesOf(lines)).found).toHaveLength(1);
  });

  it('refuses a candidate that is too long for one, and answers nothing of the others', async () => {
    const { parts } = await aLookUp(['first-value']);

    const looked = await lookUp(['first-value', 'x'.repeat(LONGEST_CANDIDATE + 1)], parts);

    expect(looked).toMatchObject({ ok: false, error: { kind: 'invalid-input' } });
    expect(JSON.stringify(looked)).not.toMatch(/xxx|first-value/);
  });

  it('lets other work go first, also where all candidates are at hand', async () => {
    const { linesOf } = await aLookUp([]);
    let turns = 0;
    let isOver = false;
    const count = async () => {
      while (!isOver) {
        await nextTurn();
        turns += 1;
      }
    };
    const counted = count();

    await linesOf(Array.from({ length: 20_000 }, (_, index) => `candidate-${index}`));
    isOver = true;
    await counted;

    expect(turns).toBeGreaterThan(5);
  });

  it('stops when it is asked to', async () => {
    const { parts } = await aLookUp([]);
    const stop = new AbortController();
    function* endless() {
      for (let index = 0; ; index += 1) {
        if (index === 100) stop.abort();
        yield `candidate-${index}`;
      }
    }

    expect(await lookUp(endless(), parts, stop.signal)).toMatchObject({ error: { kind: 'cancelled' } });
  });
});
