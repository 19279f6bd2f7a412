import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countOne, countPlaywright, countsLine, countVitest, sum } from '../../run/counts.mjs';
import { exercisedLines } from '../../run/exercised-lines.mjs';
import { failuresOfPlaywright, failuresOfVitest } from '../../run/failures.mjs';

let folder: string;
let report: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyglass-summary-'));
  report = join(folder, 'report.json');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const writeReport = (value: unknown) => writeFile(report, JSON.stringify(value));

describe('the summary of npm test', () => {
  it('counts a file that could not be loaded as a failure', async () => {
    await writeReport({
      numPassedTests: 4,
      numFailedTests: 1,
      numPendingTests: 1,
      numTodoTests: 0,
      testResults: [
        { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] },
        { status: 'failed', assertionResults: [] },
        { status: 'passed', assertionResults: [{ status: 'passed' }] },
      ],
    });

    expect(countVitest(1, report)).toEqual({ passed: 4, failed: 2, skipped: 1 });
  });

  it('does not count a run as good that ended badly, or that left no report', async () => {
    expect(countVitest(0, report)).toEqual({ passed: 0, failed: 1, skipped: 0 });
    await writeReport({ numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, testResults: [] });
    expect(countVitest(1, report)).toEqual({ passed: 3, failed: 1, skipped: 0 });
    expect(countOne(2)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('counts a test that passed only on repetition as failed', async () => {
    await writeReport({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }, errors: [] });

    expect(countPlaywright(1, report)).toEqual({ passed: 5, failed: 2, skipped: 2 });
  });

  it('names each failed test again, with how its message begins', async () => {
    const failed = {
      status: 'failed',
      fullName: 'a vault opens',
      failureMessages: ['Expected 1\n\n  got 2\n'],
    };
    await writeReport({
      testResults: [
        { status: 'failed', name: 'a.test.ts', assertionResults: [failed, { status: 'passed' }] },
        { status: 'failed', name: 'b.test.ts', assertionResults: [], message: 'Cannot find module' },
        { status: 'passed', name: 'c.test.ts', assertionResults: [{ status: 'passed' }] },
      ],
    });
    expect(failuresOfVitest(report)).toEqual([
      expect.stringMatching(/^✘ \S*a\.test\.ts › a vault opens\n {4}Expected 1\n {4}got 2$/),
      expect.stringMatching(/^✘ \S*b\.test\.ts\n {4}Cannot find module$/),
    ]);

    const result = { error: { message: '\u001B[31mnot visible\u001B[39m' } };
    const spec = { file: 'a.spec.ts', line: 7, title: 'opens', ok: false, tests: [{ results: [result] }] };
    await writeReport({ suites: [{ suites: [{ specs: [spec, { ...spec, ok: true }] }] }] });
    expect(failuresOfPlaywright(report)).toEqual(['✘ a.spec.ts:7 › opens\n    not visible']);
    expect(failuresOfVitest(join(folder, 'none'))).toEqual([]);
  });

  it('ends with the counts of everything', () => {
    const total = sum([countOne(0), { passed: 40, failed: 0, skipped: 2 }]);

    expect(countsLine(total)).toBe('41 passed, 0 failed, 2 skipped');
    expect(countsLine(countOne(1))).toBe('0 passed, 1 failed');
  });

  it('claims only the shells and the keychain that tests really drove', async () => {
    expect(exercisedLines(join(folder, 'none'), false)).toEqual([
      'Shells exercised: none; not exercised: browser (its tests did not run), Electron (binary not present)',
      'Keychain exercised: none',
    ]);

    await writeFile(
      join(folder, 'a.json'),
      JSON.stringify({ part: 'shell', name: 'browser (Chromium 156.0)' }),
    );
    await writeFile(
      join(folder, 'b.json'),
      JSON.stringify({ part: 'keychain', name: 'gnome-keyring over the Secret Service' }),
    );

    expect(exercisedLines(folder, false)).toEqual([
      'Shells exercised: browser (Chromium 156.0); not exercised: Electron (binary not present)',
      'Keychain exercised: gnome-keyring over the Secret Service',
    ]);
  });
});
