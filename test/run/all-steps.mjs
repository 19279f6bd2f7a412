import { join } from 'node:path';
import { root } from '../../main/launch/project.mjs';
import { runChild } from '../../main/launch/run-child.mjs';
import { countsLine, sum } from './counts.mjs';
import { exercisedLines } from './exercised-lines.mjs';
import { openKeyringSession } from './keyring-session.mjs';
import { steps } from './steps.mjs';

/** Every step runs, whatever became of the ones before; started by `test/run.mjs`. */
const session = await openKeyringSession(process.env);
const env = session?.env ?? process.env;
const outcomes = [];
for (const step of steps) {
  console.log(`\n── ${step.name} ──`);
  const exitCode = await runChild(process.execPath, step.args, { cwd: root, env: { ...env, ...step.env } });
  outcomes.push({
    name: step.name,
    counts: step.count(exitCode, step.report),
    failures: step.failures?.(step.report) ?? [],
  });
}
session?.close();

const total = sum(outcomes.map((outcome) => outcome.counts));
console.log('\n── summary ──');
for (const { name, counts } of outcomes) console.log(`${name}: ${countsLine(counts)}`);
for (const failure of outcomes.flatMap((outcome) => outcome.failures)) console.log(failure);
for (const line of exercisedLines(join(root, 'test-results', 'exercised'))) console.log(line);
console.log(countsLine(total));
process.exitCode = total.failed === 0 ? 0 : 1;
