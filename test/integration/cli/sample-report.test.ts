import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleVendors } from '../../../main/sample-tenant/sample-vendors.ts';
import { vendors } from '../../../main/vendors/registry.ts';
import { aTemporaryFolder } from '../../helpers/temporary-workspace.ts';
import { aTerminal, stillClock as clock, type Terminal } from './run-command.ts';

let folder: { path: string; remove(): Promise<void> };
let terminal: Terminal;

beforeAll(async () => {
  folder = await aTemporaryFolder();
  terminal = aTerminal({ clock, folder: folder.path, env: {} });
});
afterAll(() => folder.remove());

describe('the sample’s report', () => {
  it('prints a line for each vendor and stream, the top secret types and what is more than usual', async () => {
    const { exitCode, stdout } = await terminal.run('sample-report');
    expect(exitCode).toBe(0);
    const [counts = '', types = ''] = stdout.split('\n\n');
    const rows = counts.trimEnd().split('\n').slice(2);
    for (const { vendor, draft } of sampleVendors) {
      const { name, streams } = draft('http://127.0.0.1');
      const known = vendors.find(({ descriptor }) => descriptor.vendor === vendor)?.descriptor.streams ?? [];
      const on = known.filter((stream) => streams[stream.name]?.enabled ?? stream.enabled);
      const shown = rows
        .filter((row) => row.startsWith(`${name} `))
        .map((row) => row.slice(name.length).trim());
      expect(shown.map((row) => row.split(' ')[0])).toEqual(on.map((stream) => stream.name));
    }
    for (const row of rows) {
      const [, numbers = ''] = /((?: +[\d,]+){5}) {2}ok$/.exec(row) ?? [];
      const [received = -1, stored = 0, duplicate = 0, rejected = 0] = numbers
        .trim()
        .split(/ +/)
        .map((text) => Number(text.replaceAll(',', '')));
      expect(received, row).toBe(stored + duplicate + rejected);
    }
    expect(types).toMatch(/^Secret type +Events/);
    expect(types).toMatch(/AWS_ACCESS_KEY_ID .*more than usual/);
    expect(types).toMatch(/HUGGING_FACE_TOKEN .*new/);
  }, 600_000);
});
