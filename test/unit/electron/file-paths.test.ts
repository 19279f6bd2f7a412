import { describe, expect, it } from 'vitest';
import { pathsOfFiles } from '../../../main/electron/file-paths.ts';

describe('paths of dropped files', () => {
  it('are told in their order, without files that only exist in memory and what is no file', () => {
    const pathOf = (file: string) => {
      if (file === 'no file') throw new TypeError('not a File');
      return file === 'made by a script' ? '' : `/logs/${file}`;
    };

    expect(pathsOfFiles(['b.json', 'made by a script', 'no file', 'a.json'], pathOf)).toEqual([
      '/logs/b.json',
      '/logs/a.json',
    ]);
  });
});
