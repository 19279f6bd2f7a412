import { beforeAll, describe, expect, it } from 'vitest';
import { openRejected } from '../../../main/mapping/open-rejected.ts';
import { maskText } from '../../../main/secrets/mask-text.ts';
import type { Vault } from '../../../main/secrets/vault.ts';
import { openTestVault } from '../secrets/test-vault.ts';

let vault: Vault;

beforeAll(async () => {
  vault = await openTestVault();
});

const secret = 'hunter2hunter2';
const token = 'ghp_madeUpTokenThatOpensNothing1';
const stream = { secretFields: [['eventMetadata', 'clients', '*', 'prefix']], harmlessKeys: ['secretKey'] };
const egress = {
  text: (text: string) => maskText(text.replaceAll('a-value-lifted-before', '‹secret:fp:0a0b0c0d›')),
};

const opened = (text: string) => openRejected(text, stream, vault, egress);

describe('a rejected record', () => {
  it('is shown as it is where it holds no secret', () => {
    const record = { id: 7, text: 'a\u202Eb', list: [null, true, { a: '' }], secretKey: 'its name' };

    expect(opened(JSON.stringify(record))).toEqual({ record, isMasked: false });
  });

  it.each([
    ['at its declared path', { eventMetadata: { clients: [{ prefix: secret }] } }],
    [
      'at a declared name in another place, for its form is not the declared one',
      { x: [{ prefix: secret }] },
    ],
    ['below a declared name', { prefix: { deeper: [secret] } }],
    ['as a number', { eventMetadata: { prefix: 123_456_789 } }],
    ['under a telling key', { deep: { down: [{ apiKey: secret }] } }],
    ['by its own form', { message: `pushed ${token} by mistake` }],
    ['in a key', { [token]: 1 }],
    ['in a header', { text: `Authorization: Bearer ${secret}X9` }],
    ['known from another record', { message: 'it was a-value-lifted-before' }],
    ['in a text of JSON', { body: JSON.stringify({ password: secret }) }],
    ['at a declared name in a text of JSON', { body: JSON.stringify({ prefix: { deeper: secret } }) }],
    ['at a declared name in a part of such a text', { body: `{"prefix": "${secret}` }],
    ['and the same value elsewhere', { x: [{ prefix: secret }], message: `saw ${secret}`, [secret]: 1 }],
    ['encoded elsewhere', { x: { prefix: secret }, header: Buffer.from(`x${secret}`).toString('base64') }],
    ['at a declared name written otherwise', { x: { Prefix: secret, PREFIX: [[secret]] } }],
    ['as a key below a declared name', { prefix: { [secret]: true } }],
    ['below a telling key', { password: { hash: [[secret]] } }],
    ['below a key that is no ordinary one', JSON.parse(`{"__proto__": {"prefix": "${secret}"}}`)],
  ])('is shown without a secret %s', (_what, record) => {
    const { record: shown, isMasked } = opened(JSON.stringify(record));

    expect(isMasked).toBe(true);
    expect(JSON.stringify(shown)).not.toMatch(
      /hunter2|madeUpToken|123456789|lifted-before|odW50ZXIy|aHVudGVy/,
    );
    expect(JSON.stringify(shown)).toContain('‹secret');
  });

  it.each([
    ['half a document', `{"id": 7, "prefix": "${secret}`],
    ['half a document with escapes', `{"password": "hunter2\\"hunter2`],
    ['a line of several', `{"a":1}{"apiKey":"${secret}"}`],
    ['a number', '{"prefix": 123456789, "x'],
    ['a known form', `<html>${token}</html>`],
    ['what the vault knows', 'it was a-value-lifted-before'],
    ['half a list', `{"prefix": ["x", "${secret}", "x`],
    ['half an object, and a key in it', `{"apiKey": {"${secret}": 1, "b`],
    ['quotes that are escaped once more', `{\\"prefix\\": \\"${secret}\\", \\"x`],
    ['single quotes and spaces', `{'prefix': 'one ${secret} two', 'x': `],
    ['no quotes', `level=info prefix=${secret}; x=1\nnext`],
    ['a colon', `prefix: one ${secret}`],
    ['a name with escapes', `{"pre\\u0066ix": "${secret}`],
    ['a name with spaces', `{"connection string": "${secret}`],
    ['an element', `<password>${secret}</password>`],
    ['the same value elsewhere', `{"prefix": "${secret}", "message": "saw ${secret} there", "x`],
    ['a raw NUL', `{"prefix": "\0${secret}\0`],
  ])('that is no JSON is shown without a secret: %s', (_what, text) => {
    const { record, isMasked } = opened(text);

    expect(isMasked).toBe(true);
    expect(record).toEqual(expect.stringContaining('‹secret'));
    expect(record).not.toMatch(/hunter2|madeUpToken|123456789|lifted-before/);
  });

  it('that is no JSON keeps the rest as it is', () => {
    expect(opened('{"id": 7, "name": "ana", "note": null, "x').record).toBe(
      '{"id": 7, "name": "ana", "note": null, "x',
    );
  });

  it('made to be slow is looked through at once', () => {
    const beginnings = [
      'prefix',
      '":',
      '=',
      '"prefix":"',
      '\\"',
      `${' '.repeat(300)}:`,
      '{"prefix":',
      'prefix=\n',
    ];
    const texts = beginnings.map((part) => part.repeat(Math.ceil(200_000 / part.length)));
    const many = Array.from({ length: 5_000 }, (_, id) => ({
      prefix: `hunter2-${id}`,
      text: 'x'.repeat(40),
    }));

    for (const text of [...texts, JSON.stringify(many)]) {
      expect(JSON.stringify(opened(text).record)).not.toContain('hunter2');
    }
  }, 10_000);

  it('keeps every digit of a long number', () => {
    expect(opened('{"id": 12345678901234567890}').record).toEqual({ id: '12345678901234567890' });
  });

  it('is shown by what gives itself away where its stream is not known', () => {
    const { record } = openRejected(
      JSON.stringify({ apiKey: secret, prefix: 'p' }),
      undefined,
      vault,
      egress,
    );

    expect(record).toEqual({ apiKey: expect.stringContaining('‹secret:fp:'), prefix: 'p' });
  });
});
