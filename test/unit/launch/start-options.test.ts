import { describe, expect, it } from 'vitest';
import { callersFolder } from '../../../main/launch/project.mjs';
import { appArguments, readStartOptions } from '../../../main/launch/start-options.mjs';

describe('the options of npm start', () => {
  it('are none by default', () => {
    expect(readStartOptions([], {})).toEqual({ sample: false, workspace: null, help: false, shell: null });
  });

  it('reach the window as they were given, spaces and all', () => {
    const options = readStartOptions(['--sample', '--workspace=/data/my workspace'], {});

    expect(appArguments(options)).toEqual(['--sample', '--workspace', '/data/my workspace']);
  });

  it.each([[['--sampel']], [['--workspace']], [['extra']]])(
    'are refused with the usage when wrong: %j',
    (args) => {
      expect(() => readStartOptions(args, {})).toThrow(/npm start/);
    },
  );

  it('take the shell from the environment, if it is one of the two', () => {
    expect(readStartOptions([], { KEYGLASS_SHELL: 'browser' }).shell).toBe('browser');
    expect(() => readStartOptions([], { KEYGLASS_SHELL: 'firefox' })).toThrow(/electron or browser/);
  });
});

describe('the folder that relative paths are meant from', () => {
  it('is the one that npm was called in', () => {
    expect(callersFolder({ npm_lifecycle_event: 'keyglass', INIT_CWD: '/home/ana' })).toBe('/home/ana');
  });

  it('is the current one without npm, or under another of its scripts', () => {
    expect(callersFolder({})).toBe(process.cwd());
    expect(callersFolder({ npm_lifecycle_event: 'test', INIT_CWD: '/home/ana' })).toBe(process.cwd());
  });
});
