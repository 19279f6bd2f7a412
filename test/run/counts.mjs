import { readFileSync } from 'node:fs';

/** A step that is right or wrong as a whole. */
export function countOne(exitCode) {
  return exitCode === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

/** A file that could not even be loaded has no tests to count, so it counts as one failure. */
export function countVitest(exitCode, reportPath) {
  const report = readReport(reportPath);
  if (!report) return countOne(exitCode || 1);
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  return withFailure(exitCode, {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  });
}

/** A test that passed only when repeated is a failure: nothing is repeated here. */
export function countPlaywright(exitCode, reportPath) {
  const report = readReport(reportPath);
  if (!report) return countOne(exitCode || 1);
  const { expected, unexpected, flaky, skipped } = report.stats;
  return withFailure(exitCode, {
    passed: expected,
    failed: unexpected + flaky + report.errors.length,
    skipped,
  });
}

/** A runner that ends badly although no test failed (a leak, no tests at all) is not a success. */
function withFailure(exitCode, counts) {
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

export function sum(all) {
  return all.reduce(
    (total, one) => ({
      passed: total.passed + one.passed,
      failed: total.failed + one.failed,
      skipped: total.skipped + one.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

export function countsLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
