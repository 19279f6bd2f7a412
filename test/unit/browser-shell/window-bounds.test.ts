import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  firstBounds,
  readWindowBounds,
  windowBoundsFile,
  writeWindowBounds,
} from '../../../main/window/window-bounds.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyglass-bounds-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe('where the window stands', () => {
  it('is 1280×800, placed by the system, the first time', () => {
    expect(readWindowBounds(join(folder, 'none.json'))).toEqual(firstBounds);
  });

  it('is remembered, in a folder that is made for it', () => {
    const file = join(folder, 'keyglass', 'window.json');
    const bounds = { left: -1_920, top: 0, width: 1_900, height: 1_000 };

    writeWindowBounds(file, bounds);

    expect(readWindowBounds(file)).toEqual(bounds);
  });

  it.each([
    'not json',
    '{}',
    '{"left":0,"top":0,"width":3,"height":2}',
    '{"left":"0","top":0,"width":1000,"height":700}',
  ])('is forgotten when the file says %s', async (text) => {
    const file = join(folder, 'window.json');
    await writeFile(file, text);

    expect(readWindowBounds(file)).toEqual(firstBounds);
  });

  it('is not written when it makes no sense, or can not be', async () => {
    const file = join(folder, 'window.json');
    await writeFile(file, 'as it was');

    writeWindowBounds(file, { left: 0, top: 0, width: 0, height: 0 });
    writeWindowBounds(join(file, 'below-a-file.json'), firstBounds);

    expect(await readFile(file, 'utf8')).toBe('as it was');
  });

  it('is kept beside the person’s own workspace, whichever is open', () => {
    expect(windowBoundsFile({}, 'linux', '/home/ana')).toBe('/home/ana/.local/share/keyglass/window.json');
  });
});
