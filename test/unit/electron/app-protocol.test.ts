import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isOwnAddress } from '../../../main/electron/app-origin.ts';
import { answerRequest } from '../../../main/electron/app-protocol.ts';
import { createWindowAssets, type WindowAssets } from '../../../main/window/window-assets.ts';

let folder: string;
let assets: WindowAssets;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyglass-protocol-'));
  await mkdir(join(folder, 'page', 'assets'), { recursive: true });
  await writeFile(
    join(folder, 'page', 'index.html'),
    '<!doctype html><script nonce="KEYGLASS_NONCE"></script>',
  );
  await writeFile(join(folder, 'page', 'assets', 'index-B2x_y-9.js'), 'export {};');
  await writeFile(join(folder, 'secret.json'), '{}');
  assets = createWindowAssets(join(folder, 'page'), 'app://keyglass', () => 'n0nce');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const get = (url: string) => answerRequest({ url, method: 'GET' }, assets);

describe('the app:// protocol', () => {
  it('serves the page with a policy that allows the page itself and nothing else', async () => {
    const response = await get('app://keyglass/');

    expect(response.status).toBe(200);
    expect(await response.text()).toBe('<!doctype html><script nonce="n0nce"></script>');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("style-src 'self' 'nonce-n0nce'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  it('serves the built files with the type that the page needs them to have', async () => {
    const response = await get('app://keyglass/assets/index-B2x_y-9.js?v=1');

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  it.each([
    'app://keyglass/../secret.json',
    'app://keyglass/assets/../../secret.json',
    'app://keyglass/%2e%2e/secret.json',
    'app://keyglass/..%2fsecret.json',
    'app://keyglass/assets/..%2f..%2fsecret.json',
    'app://keyglass/..%5csecret.json',
    'app://keyglass/%252e%252e/secret.json',
    'app://keyglass//secret.json',
    'app://keyglass/index.html%00.js',
    'app://keyglass/%',
    'app://keyglass/.env',
    'app://keyglass/assets',
    'app://keyglass/no-such-file.js',
    'app://other/index.html',
    'app://user@other/index.html',
    'file:///etc/passwd',
  ])('refuses %s', async (address) => {
    expect((await get(address)).status).toBe(404);
  });

  it('answers nothing but GET', async () => {
    const response = await answerRequest({ url: 'app://keyglass/', method: 'POST' }, assets);

    expect(response.status).toBe(404);
  });
});

describe('an own address', () => {
  it('is one under app://keyglass', () => {
    expect(isOwnAddress('app://keyglass/')).toBe(true);
    expect(isOwnAddress('app://keyglass/assets/a.js#x')).toBe(true);
  });

  it.each([
    'app://keyglass.example.com/',
    'app://keyglass:8080/',
    'app://someone@keyglass/',
    'app:keyglass/',
    'https://keyglass/',
    'https://example.com/app://keyglass/',
    'file:///app://keyglass/',
    'about:blank',
    '',
  ])('is not %s', (address) => {
    expect(isOwnAddress(address)).toBe(false);
  });
});
