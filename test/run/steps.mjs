import { join } from 'node:path';
import { root } from '../../main/launch/project.mjs';
import { countOne, countPlaywright, countVitest } from './counts.mjs';
import { failuresOfPlaywright, failuresOfVitest } from './failures.mjs';

const tool = (...parts) => join(root, 'node_modules', ...parts);
const report = (name) => join(root, 'test-results', `${name}.json`);

/** What `npm test` runs, in this order: Node arguments, how the outcome is counted, and how what failed is named. */
export const steps = [
  {
    name: 'lint',
    args: [tool('@biomejs', 'biome', 'bin', 'biome'), 'check', '--diagnostic-level=warn', '.'],
    count: countOne,
  },
  ...['shared', 'main', 'renderer', 'test'].map((part) => ({
    name: `types of ${part}`,
    args: [tool('typescript', 'bin', 'tsc'), '-p', part],
    count: countOne,
  })),
  vitestStep('unit'),
  { name: 'build', args: [join(root, 'main', 'launch', 'build.mjs')], count: countOne },
  vitestStep('integration'),
  {
    name: 'end-to-end',
    args: [
      tool('@playwright', 'test', 'cli.js'),
      'test',
      '--config',
      'test/playwright.config.ts',
      '--reporter=list,json',
    ],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report('end-to-end') },
    report: report('end-to-end'),
    count: countPlaywright,
    failures: failuresOfPlaywright,
  },
];

function vitestStep(name) {
  return {
    name,
    args: [
      tool('vitest', 'vitest.mjs'),
      'run',
      '--config',
      'test/vitest.config.ts',
      '--project',
      name,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report(name)}`,
    ],
    report: report(name),
    count: countVitest,
    failures: failuresOfVitest,
  };
}
