import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from '../../main/launch/project.mjs';

/** A message's first lines are enough to tell which of a test's expectations it was. */
const MESSAGE_LINES = 4;

/**
 * Every failed test of a step: file, title, and the beginning of its message. Printed again below the summary,
 * because what CI keeps of a long run is its end.
 */
export function failuresOfVitest(reportPath) {
  return (readReport(reportPath)?.testResults ?? []).flatMap((file) => {
    if (file.status !== 'failed') return [];
    const failed = file.assertionResults.filter(({ status }) => status === 'failed');
    const name = relative(root, file.name ?? '');
    if (failed.length === 0) return [lines(name, file.message ?? '')];
    return failed.map((test) => lines(`${name} › ${test.fullName}`, test.failureMessages?.[0] ?? ''));
  });
}

export function failuresOfPlaywright(reportPath) {
  return (readReport(reportPath)?.suites ?? []).flatMap(failuresOfSuite);
}

function failuresOfSuite(suite) {
  const own = (suite.specs ?? [])
    .filter((spec) => !spec.ok)
    .map((spec) => {
      const results = spec.tests.flatMap((test) => test.results);
      const failed = results.find((result) => result.error) ?? {};
      return lines(`${spec.file}:${spec.line} › ${spec.title}`, failed.error?.message ?? '');
    });
  return [...own, ...(suite.suites ?? []).flatMap(failuresOfSuite)];
}

function lines(title, message) {
  const begin = stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, MESSAGE_LINES);
  return [`✘ ${title}`, ...begin.map((line) => `    ${line.trim()}`)].join('\n');
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
