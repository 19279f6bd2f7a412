import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { VendorText } from '../../../../renderer/design/vendor-text.tsx';
import { textParts, visibleText } from '../../../../renderer/design/visible-text.ts';

const withoutTags = (html: string) => html.replace(/<[^>]*>/g, '');

describe('text of a vendor', () => {
  it.each([
    ['control characters', 'a\u0000b\u001b[31mc\u007f', 'a⟪NUL⟫b⟪ESC⟫[31mc⟪DEL⟫'],
    ['the second block of them', 'a\u0085b', 'a⟪U+0085⟫b'],
    ['an override that turns a name round', 'photo\u202egnp.exe', 'photo⟪RLO⟫gnp.exe'],
    ['isolates and marks', '\u2066a\u2069\u200f\u200e', '⟪LRI⟫a⟪PDI⟫⟪RLM⟫⟪LRM⟫'],
    ['characters without width', 'ad\u200bmin\ufeff\u2060\u00ad', 'ad⟪ZWSP⟫min⟪BOM⟫⟪WJ⟫⟪SHY⟫'],
    ['half a surrogate pair', 'a\ud83d b\udc00', 'a⟪U+D83D⟫ b⟪U+DC00⟫'],
    ['letters and tags without ink', 'a\u3164b\u{e0041}\u2800', 'a⟪U+3164⟫b⟪U+E0041⟫⟪U+2800⟫'],
    ['line breaks and separators', 'one\r\ntwo\u2028three', 'one⟪CR⟫⟪LF⟫two⟪LS⟫three'],
  ])('shows %s as signs', (_, text, shown) => {
    expect(visibleText(text)).toBe(shown);
    expect(withoutTags(renderToStaticMarkup(<VendorText text={text} />))).toBe(shown);
  });

  it.each(['Zoë Ångström', 'שלום', 'محمد', '日本語', '😀 ⚠️', '<b>&amp;</b>', ''])(
    'leaves %s as it is',
    (text) => {
      expect(visibleText(text)).toBe(text);
    },
  );

  it('ends the direction of a text where it ends, and is never HTML', () => {
    const html = renderToStaticMarkup(<VendorText text={'<img src=x onerror=alert(1)>\u202e'} />);
    expect(html).toMatch(/^<bdi>&lt;img .*<\/bdi>$/);
  });

  it('lays line breaks out where that is wanted, and marks them as well where every character counts', () => {
    expect(textParts('a\n\tb', 'kept')).toEqual([{ kind: 'plain', text: 'a\n\tb' }]);
    expect(
      textParts('a\nb', 'both')
        .map(({ text }) => text)
        .join(''),
    ).toBe('a⟪LF⟫\nb');
    expect(textParts('a\r\nb', 'kept').map(({ text }) => text)).toEqual(['a', '⟪CR⟫', '\nb']);
  });

  it('loses no character', () => {
    const every = Array.from({ length: 0x3000 }, (_, code) => String.fromCodePoint(code));
    for (const character of every) expect(visibleText(character)).not.toBe('');
  });
});
