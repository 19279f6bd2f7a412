import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aTemporaryFolder } from '../../helpers/temporary-workspace.ts';
import { aTerminal, stillClock as clock, type Terminal } from '../cli/run-command.ts';

/** Each is lifted from a record of its own, and stands in clear in a later one. */
const values = [
  'zebra-Quilt-4471',
  'correct horse battery staple',
  'pa"ss\\wörd/+&<>%x1',
  'Schlüssel=Größe, 9 Bäume',
  'kéy 🔑🗝 of a kind',
  'first line\nsecond "line"\r\n\tthird',
];
/** Of each value what must not be in any file, however it was escaped. */
const tellTales = ['4471', 'battery', 'x1', '9 B', 'of a kind', 'third'];
const ordinary = 'sunshine';

let folder: { path: string; remove(): Promise<void> };
let terminal: Terminal;

const finding = (id: number, more: object) => ({
  request_id: `r${id}`,
  date: `2026-11-01T11:00:0${id}.000Z`,
  secret_type: 'JWT',
  line_number: 3,
  ...more,
});

async function importAll(name: string, records: readonly object[]): Promise<void> {
  const path = join(folder.path, name);
  await writeFile(path, JSON.stringify(records));
  const end = await terminal.run('import', '--vendor', 'entro', '--stream', 'audit', path);
  expect(end.exitCode, end.stderr).toBe(0);
}

// Each command opens the workspace anew, so that the later ones know the values from the vault alone.
beforeAll(async () => {
  folder = await aTemporaryFolder();
  terminal = aTerminal({ clock, folder: folder.path });
  await importAll(
    'lifted.json',
    [...values, ordinary].map((exposed_value, id) => finding(id, { exposed_value })),
  );
  await importAll('again.json', [
    finding(8, {
      exposed_value: 'made-up-other-value',
      remark: `again ${values.join(' and ')} in chat, under the ${ordinary}`,
      // A record's own text may hold JSON, and that JSON once more.
      dump: JSON.stringify({ values, inside: JSON.stringify({ values }) }),
    }),
  ]);
});

afterAll(() => folder.remove());

function expectShut(text: string): void {
  for (const part of tellTales) expect(text).not.toContain(part);
}

describe('a value that was lifted from another record', () => {
  it.each(['csv', 'jsonl', 'ocsf', 'ecs'])('leaves no export to %s', async (format) => {
    const path = join(folder.path, `out.${format}`);
    const fields = format === 'csv' || format === 'jsonl' ? ['--fields', 'time,message,raw,ocsf,ecs'] : [];
    const end = await terminal.run('export', '*', '--format', format, '--out', path, ...fields);
    expect(end.exitCode, end.stderr).toBe(0);
    const text = await readFile(path, 'utf8');
    expectShut(text);
    if (fields.length > 0) {
      expect(text).toMatch(/again ‹secret:fp:[0-9a-f]{8}› and ‹secret/);
      expect(text).toContain(`under the ${ordinary}`);
    }
    const lines = text.trim().split('\n');
    if (format !== 'csv') for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
  });

  it('is not printed by a search', async () => {
    const end = await terminal.run('search', 'chat', '--json', '--fields', 'time,message,raw');
    expect(end.exitCode, end.stderr).toBe(0);
    expect(end.stdout).toContain('in chat');
    expectShut(end.stdout);
  });
});
