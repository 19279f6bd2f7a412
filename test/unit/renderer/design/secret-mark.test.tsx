import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { SecretMark } from '../../../../renderer/design/secret-mark.tsx';

const words = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

describe('the mark of a secret', () => {
  it('shows type, length and short fingerprint', () => {
    const html = renderToStaticMarkup(
      <SecretMark type="AWS_ACCESS_KEY_ID" length={40} fingerprint="3fa9c1d2e4b5a697" />,
    );
    expect(words(html)).toBe('Secret AWS_ACCESS_KEY_ID 40 chars · fp 3fa9c1d2');
    expect(html).not.toContain('e4b5a697');
  });

  it('leaves out what is not known', () => {
    expect(words(renderToStaticMarkup(<SecretMark type={null} length={1} fingerprint={null} />))).toBe(
      'Secret 1 char',
    );
  });
});
