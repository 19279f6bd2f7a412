import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Clock } from '../../../main/collector/clock.ts';
import { type SampleTenant, startSampleTenant } from '../../../main/sample-tenant/start-sample-tenant.ts';
import { US_PER_DAY } from '../../../shared/time-range.ts';
import { aTemporaryFolder, testNowUs } from '../../helpers/temporary-workspace.ts';
import { aTerminal, type Terminal } from '../cli/run-command.ts';

const LONG_MS = 60_000;

/** Short waits pass at once. What a window does every few minutes never comes: the command is to do it. */
class CommandsClock implements Clock {
  now = testNowUs;
  nowUs(): number {
    return this.now;
  }
  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (ms < LONG_MS || !signal || signal.aborted) return;
    await once(signal, 'abort');
  }
}

/** The vendor's. This computer's is the same but where a test sets it. */
const clock = new CommandsClock();
const computersClock = new CommandsClock();
let folder: { path: string; remove(): Promise<void> };
let tenant: SampleTenant;
let terminal: Terminal;

beforeAll(async () => {
  folder = await aTemporaryFolder();
  tenant = await startSampleTenant({ clock, seed: 'retention' });
  const env = { KEYGLASS_CREDENTIAL_ACME_TOKEN: 'sample-tenant-token-that-opens-nothing' };
  terminal = aTerminal({ clock: computersClock, folder: folder.path, env });
  const source = ['--vendor', 'entro', '--name', 'Acme', '--url', tenant.of('entro').url, '--since', '2d'];
  expect(await terminal.run('source', 'add', '--workspace', 'ws', ...source)).toMatchObject({ exitCode: 0 });
});

afterAll(async () => {
  await tenant.close();
  await folder.remove();
});

function letDaysPass(days: number): void {
  clock.now += days * US_PER_DAY;
  computersClock.now = clock.now;
}

const eventsBefore = async (timeUs: number) => {
  const query = `time < "${new Date(timeUs / 1_000).toISOString()}"`;
  return (await terminal.json('search', '--workspace', 'ws', query, '--limit', '1')).document.total;
};

describe('keyglass collect', () => {
  it('applies the rules that are due, for machines that never run the window', async () => {
    expect(await terminal.json('collect', '--workspace', 'ws')).toMatchObject({ exitCode: 0 });
    await terminal.run('retention', '--workspace', 'ws', '--source', 'Acme', '--keep-days', '2');
    letDaysPass(3);
    const cutOffUs = clock.now - 2 * US_PER_DAY;
    expect(await eventsBefore(cutOffUs)).toBeGreaterThan(0);
    expect(await terminal.json('collect', '--workspace', 'ws')).toMatchObject({ exitCode: 0 });
    expect(await eventsBefore(cutOffUs)).toBe(0);
    const { document } = await terminal.json('check', '--workspace', 'ws');
    expect(document).toMatchObject({ ok: true, findings: [] });
  });

  it('goes by the vendor’s date where this computer’s clock is years ahead, so that nothing leaves too early', async () => {
    const before = await eventsBefore(computersClock.now);
    expect(before).toBeGreaterThan(0);
    computersClock.now += 10 * 365 * US_PER_DAY;
    await terminal.run('collect', '--workspace', 'ws');
    expect(await eventsBefore(computersClock.now)).toBeGreaterThanOrEqual(before);
    const { stderr } = await terminal.run('retention', '--workspace', 'ws');
    expect(stderr).toMatch(/10 years ahead of the clock of the vendor that answered last/);
    computersClock.now = clock.now;
  });

  it('applies them at once after weeks in which the computer was off: the vendor’s answer confirms the date', async () => {
    letDaysPass(20);
    const cutOffUs = clock.now - 2 * US_PER_DAY;
    expect(await eventsBefore(cutOffUs)).toBeGreaterThan(0);
    expect(await terminal.json('collect', '--workspace', 'ws')).toMatchObject({ exitCode: 0 });
    expect(await eventsBefore(cutOffUs)).toBe(0);
    expect(await terminal.run('retention', '--workspace', 'ws')).toMatchObject({ exitCode: 0, stderr: '' });
  });
});
