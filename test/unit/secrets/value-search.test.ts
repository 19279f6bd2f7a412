import { describe, expect, it } from 'vitest';
import { createEgress } from '../../../main/secrets/create-egress.ts';
import { ValueSearch } from '../../../main/secrets/value-search.ts';
import { secretMarker } from '../../../main/secrets/vault.ts';
import { openTestVault } from './test-vault.ts';

const vault = await openTestVault();

/** An egress by which these values were lifted. */
function knowing(...values: readonly string[]) {
  const egress = createEgress();
  egress.knowVault(vault);
  for (const value of values) egress.addValue(value, vault.fingerprint(value));
  return egress;
}

const markerOf = (value: string) => secretMarker(vault.fingerprint(value));

const values = [
  'zebra-Quilt-4471',
  'correct horse battery staple',
  'pa"ss\\wörd/+&<>%x1',
  'Größe = 9 Bäume',
  '🔑 kéy 🗝 of a kind',
  'first line\nsecond "line"\r\n\tthird',
  '<<--leading and trailing-->>',
];

describe.each(values)('a lifted value %j', (value) => {
  const egress = knowing(...values);
  const marker = markerOf(value);

  it.each(['text', 'stored'] as const)('is taken out of the midst of a sentence by %s', (way) => {
    const mask = egress[way];
    expect(mask(`again ${value} in chat, and (${value}).`)).toBe(`again ${marker} in chat, and (${marker}).`);
  });

  it.each(['text', 'stored'] as const)('is taken out of JSON, and of JSON in JSON, by %s', (way) => {
    const mask = egress[way];
    const json = (inside: string) => JSON.stringify({ note: `seen ${inside} twice` });
    expect(mask(json(value))).toBe(json(marker));
    expect(mask(JSON.stringify({ json: json(value) }))).toBe(JSON.stringify({ json: json(marker) }));
  });

  it.each([
    ['URLs', encodeURIComponent(`see ${value} here`)],
    ['base64', Buffer.from(`see ${value} here`).toString('base64')],
    ['hex', Buffer.from(`see ${value} here`).toString('hex')],
    [
      'HTML',
      `<p>see ${value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')}</p>`,
    ],
    ['CSV', `1,"see ${value.replaceAll('"', '""')} here"`],
  ])('is taken out of a text that was encoded for %s', (_for, text) => {
    const masked = egress.text(`it said ${text} then`);
    expect(masked).toContain(marker);
    expect(masked).not.toContain(text);
  });
});

describe('the look for lifted values', () => {
  it('leaves ordinary sentences alone, whatever words were leaked', () => {
    const egress = knowing('sunshine', 'Password', 'PASSWORD', 'not set', '123456', 'abc', 'Alice Smith');
    const text = 'Alice Smith: PASSWORD is not set, sunshine over abc; Password 123456 was refused.';
    expect(egress.stored(text)).toBe(text);
    const said = text.replace('PASSWORD', 'A password');
    expect(egress.text(said)).toBe(said);
  });

  it('does not cut a short value or a number out of a longer word', () => {
    const egress = knowing('user-1', '123456789012');
    const text = 'user-10, superuser-1, 91234567890123, a123456789012b';
    expect(egress.stored(text)).toBe(text);
    expect(egress.stored('as user-1.')).toBe(`as ${markerOf('user-1')}.`);
    expect(egress.stored(JSON.stringify('as\nuser-1'))).toBe(JSON.stringify(`as\n${markerOf('user-1')}`));
  });

  it('finds a long value that is glued to a word, as behind an option', () => {
    expect(knowing(...values).stored('mysql -pzebra-Quilt-4471x')).toBe(
      `mysql -p${markerOf('zebra-Quilt-4471')}x`,
    );
  });

  it('leaves no rest of values that hold each other or overlap', () => {
    const egress = knowing('alpha-beta-gamma', 'beta-gamma-delta', 'beta-gamma-1');
    expect(egress.stored('x alpha-beta-gamma-delta y')).toBe(`x ${markerOf('alpha-beta-gamma')} y`);
    expect(egress.stored('x beta-gamma-1 y')).toBe(`x ${markerOf('beta-gamma-1')} y`);
  });

  it('finds each of many values at the beginning, the end and behind another', { timeout: 60_000 }, () => {
    const many = Array.from({ length: 20_000 }, (_, index) => `leaked value ${index} of "${index * 7919}"`);
    const text = many.join('');
    expect(knowing(...many).stored(text)).toBe(many.map(markerOf).join(''));
  });

  it('says so when a text was made to look like values at each place', () => {
    const search = new ValueSearch();
    for (let length = 6_000; length < 16_000; length += 10) search.add('a-'.repeat(length / 2));
    const text = 'a-'.repeat(100_000);
    expect(search.replaceIn(text, () => null)).toBe('‹more like its secrets than can be searched›');
  });

  it('holds a million values in some sixteen megabytes', { timeout: 60_000 }, () => {
    const search = new ValueSearch();
    const before = process.memoryUsage().arrayBuffers;
    for (let index = 0; index < 1_000_000; index += 1)
      search.add(`${(index * 7919) % 999_983}-made-up-${index}`);
    // The tables that were outgrown may not be collected yet: as much again.
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(40_000_000);
    const last = '0-made-up-0 and so on';
    expect(search.replaceIn(last, () => 'found')).toBe('found and so on');
  });

  it('tells when the values of earlier runs are known', async () => {
    const egress = knowing();
    const reading = Promise.withResolvers<null>();
    egress.learnFrom(reading.promise);
    let isReady = false;
    const ready = egress.ready().then(() => {
      isReady = true;
    });
    await Promise.resolve();
    expect(isReady).toBe(false);
    reading.reject(new Error('the file is closed'));
    await ready;
    expect(isReady).toBe(true);
  });
});
