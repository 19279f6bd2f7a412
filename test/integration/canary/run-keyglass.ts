import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../../main/cli/main.ts', import.meta.url));

/** The command line in a process of its own; answers with all that it printed, to either side. */
export function runKeyglass(
  words: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<string> {
  const child = spawn(process.execPath, [program, ...words], { env: { ...process.env, ...variables } });
  let printed = `$ keyglass ${words.join(' ')}\n`;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve(`${printed}\nexit ${exitCode}\n`));
  });
}
