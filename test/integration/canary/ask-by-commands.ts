import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { runKeyglass } from './run-keyglass.ts';

export interface Places {
  readonly workspace: string;
  /** Where exports go; looked through. */
  readonly out: string;
  /** Holds planted values in clear, as the person's own files do; not looked through. */
  readonly outside: string;
}

/** Every command that prints or writes what is stored. Keeps all that is printed in `said`. */
export async function askByCommands(
  { workspace, out, outside }: Places,
  variables: Readonly<Record<string, string>>,
  known: readonly string[],
  said: string[],
): Promise<void> {
  const run = async (...words: readonly string[]) => {
    const printed = await runKeyglass([...words, '--workspace', workspace], variables);
    said.push(printed);
    return printed;
  };
  const succeed = async (...words: readonly string[]) => {
    const printed = await run(...words);
    expect(printed.slice(-300), words.join(' ')).toMatch(/\nexit 0\n$/);
    return printed;
  };
  const candidates = join(outside, 'candidates.json');
  await writeFile(candidates, JSON.stringify(known));

  await succeed('search', '*', '--fields', 'all', '--limit', '500', '--json');
  await run('facets', '*', '--field', 'message', '--json');
  await run('status', '--json');
  await run('source', 'test', '--json');
  await run('collect', '--json');
  const [fingerprint = ''] = fingerprintsIn(await succeed('secret', 'list', '--json'));
  await succeed('secret', 'show', fingerprint);
  expect(await succeed('secret', 'check', '--file', candidates, '--json')).toContain('"found":[{');
  const [{ rejectedId = '', source = '' } = {}] = rejectedIn(await succeed('rejected', 'list', '--json'));
  await succeed('rejected', 'show', rejectedId);
  await succeed('rejected', 'export', '--source', source, '--out', join(out, 'cli-rejected.jsonl'));
  await succeed(
    ...['export', '*', '--fields', 'all', '--format', 'jsonl'],
    ...['--out', join(out, 'cli.jsonl')],
  );
  await succeed('map-again');
  await succeed('backup', 'create');
  await succeed('backup', 'list', '--json');
  await succeed('retention', '--json');
  await succeed('audit', '--json');
  await run('vault', 'rotate');
  await succeed('vault', 'status', '--json');
  await succeed('check');
}

/** What was printed as JSON, between the command itself and how it ended. */
function documentIn(printed: string): Record<string, never> {
  const line = printed.split('\n').find((one) => one.startsWith('{')) ?? '{}';
  return JSON.parse(line) as Record<string, never>;
}

function fingerprintsIn(printed: string): readonly string[] {
  const { secrets = [] } = documentIn(printed) as { secrets?: readonly { fingerprint: string }[] };
  return secrets.map(({ fingerprint }) => fingerprint);
}

function rejectedIn(printed: string): readonly { readonly rejectedId: string; readonly source: string }[] {
  const { records = [] } = documentIn(printed) as {
    records?: readonly { rejectedId: string; source: string }[];
  };
  return records;
}
