import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../../../renderer', import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(tsx?|html)$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));

/** Ways past the app's own: each has one that masks, asks or checks in its place. */
const ways = {
  'the clipboard past main': /navigator\s*(\?\.|\.|\[['"])\s*clipboard|execCommand|clipboardData\??\.setData/,
  'HTML made from text':
    /dangerouslySetInnerHTML|\b(inner|outer)HTML\b|insertAdjacentHTML|document\.write|srcDoc/i,
  'a link or a window': /\bwindow\.open\b|<a\s[^>]*href|location\.(href|assign|replace)\s*(=[^=]|\()/,
  'code from text': /\beval\(|new Function\(/,
  'storage of the browser': /\b(localStorage|sessionStorage|indexedDB)\b/,
};

describe('the window’s page', () => {
  it.each(Object.entries(ways))('never uses %s', (_, pattern) => {
    expect(files.filter(({ text }) => pattern.test(text)).map(({ name }) => name)).toEqual([]);
  });

  it('would be caught if it did', () => {
    const slips = [
      'void navigator.clipboard.writeText(text)',
      '<p dangerouslySetInnerHTML={{ __html: message }} />',
      '<a className="x" href={address}>',
      'eval(text)',
      'localStorage.setItem(key, value)',
    ];
    Object.values(ways).forEach((pattern, place) => {
      expect(slips[place]).toMatch(pattern);
    });
    expect(files.length).toBeGreaterThan(200);
  });
});
