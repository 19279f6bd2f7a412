import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppHost } from '../../../main/app/app-host.ts';
import { startAppHost } from '../../../main/app/start-app-host.ts';
import { appErrorSchema } from '../../../shared/app-error.ts';
import { type IpcCall, ipcCalls } from '../../../shared/ipc/ipc-contract.ts';
import { everything } from '../../../shared/query/query-node.ts';
import { fuzz } from '../../helpers/fuzz.ts';
import { aTemporaryFolder } from '../../helpers/temporary-workspace.ts';
import { payloadMaker } from './hostile-payloads.ts';

/** The whole app behind its window, with a page that sends whatever it likes. */
let folder: Awaited<ReturnType<typeof aTemporaryFolder>>;
let host: AppHost;
const home = process.env.HOME;
const inside = (...parts: string[]) => join(folder.path, ...parts);

beforeAll(async () => {
  folder = await aTemporaryFolder();
  // Exports with a bare name go to the person's own folder.
  process.env.HOME = inside('home');
  await mkdir(inside('home', '.ssh'), { recursive: true });
  await mkdir(inside('a-folder'));
  await writeFile(inside('home', '.ssh', 'authorized_keys'), 'ssh-ed25519 AAAA ana@example.com\n');
  await writeFile(inside('home', '.bashrc'), '# mine\n');
  await writeFile(inside('records'), '[{"id":"1","when":"2026-11-20T08:00:00Z"}]');
  await writeFile(inside('noise.bin'), Buffer.from(Array.from({ length: 4_096 }, (_, at) => at % 256)));
  if (process.platform === 'linux') execFileSync('mkfifo', [inside('pipe')]);
  await symlink(inside('workspace', 'events.duckdb'), inside('link.csv'));
  host = startAppHost({
    workspaceFolder: inside('workspace'),
    sample: false,
    shell: {
      kind: 'browser',
      canChooseFiles: false,
      chooseSavePath: async () => null,
      chooseFiles: async () => [],
      writeClipboard: async () => true,
      readClipboard: async () => 'copied\nlines',
      openLink: async () => true,
      send: () => {},
      notify: () => {},
      quit: () => {},
    },
  });
  expect(await host.handle('app.info', {})).toMatchObject({ ok: true });
});

afterAll(async () => {
  await host.close();
  if (home === undefined) delete process.env.HOME;
  else process.env.HOME = home;
  await folder.remove();
});

const pathsToTry = () => [
  '/dev/zero',
  '/dev/stdin',
  '/dev/tty',
  '/proc/self/environ',
  '/proc/self/fd/0',
  '/etc/passwd',
  '/etc/shadow',
  '/',
  '.',
  '',
  'a\0.csv',
  `${'x'.repeat(300)}.csv`,
  `/${'deep/'.repeat(800)}x.csv`,
  '../../../../../../../../etc/cron.d/x.csv',
  inside('workspace', 'events.duckdb'),
  inside('workspace', 'events.duckdb.wal'),
  inside('workspace', 'backups'),
  inside('workspace', 'backups', 'x.csv'),
  inside('workspace', '..', 'workspace', 'x.csv'),
  inside('link.csv'),
  inside('pipe'),
  inside('a-folder'),
  inside('records'),
  inside('noise.bin'),
  inside('no-such-folder', 'missing.json'),
  inside('out.csv'),
  inside('home', '.ssh', 'authorized_keys'),
  inside('home', '.bashrc'),
  inside('home', 'new.desktop'),
];

const texts = () => ({
  path: pathsToTry(),
  address: ['https://example.com/', 'javascript:alert(1)', 'file:///etc/passwd', 'https://a@b', ''],
  // Nobody listens there, and no name is looked up.
  url: ['http://127.0.0.1:9', 'https://127.0.0.1:9/x', 'file:///etc/passwd', 'nonsense', '//x', ''],
  vendor: ['entro', 'entra-id', 'sentinelone', 'entrust-idaas', 'hanzo-kms', '__proto__', 'x'],
  stream: ['audit', 'events', '__proto__', "x' OR 1=1", ''],
  column: ['time', 'user.name', 'raw.a"b', 'raw.$.x', '__proto__', '*', ''],
  requestId: ['r', 'constructor', '__proto__'],
  other: ['x', '', '\u202e', "'; --", 'constructor', '\0', '\ud800', 'a'.repeat(150)],
});

/** Every file outside of the workspace, with what would show a change of it. */
async function filesOutside(): Promise<readonly string[]> {
  const names = await readdir(folder.path, { recursive: true });
  const outside = names.filter((name) => !name.startsWith('workspace') && !name.endsWith('.csv'));
  return Promise.all(
    outside.sort().map(async (name) => {
      const { size, mtimeMs, ino } = await stat(inside(name));
      return `${name} ${size} ${mtimeMs} ${ino}`;
    }),
  );
}

/** As the two shells carry a payload: cloned with its shape, or as JSON, which can't carry all of them. */
function carried(payload: unknown, asJson: boolean): unknown {
  if (!asJson) return structuredClone(payload);
  try {
    const text = JSON.stringify(payload);
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return null;
  }
}

/** Null for an answer of the contract; a refusal is one that says what to do, not that something broke. */
function whatIsWrong(answer: unknown, call: IpcCall): string | null {
  const { ok, value, error } = answer as { ok: boolean; value?: unknown; error?: unknown };
  if (ok) {
    const issue = ipcCalls[call].output.safeParse(value).error?.issues[0];
    return issue ? `answers with ${issue.message} at ${issue.path.join('.')}` : null;
  }
  const told = appErrorSchema.safeParse(error);
  if (!told.success) return 'fails with no error of the contract';
  return told.data.kind === 'internal' ? `breaks: ${told.data.message} ${told.data.detail}` : null;
}

describe('whatever the page calls', () => {
  it('is answered with a result of the contract, and touches nothing it is not for', {
    timeout: 600_000,
  }, async () => {
    const { random, rounds, repeat, say } = fuzz(40);
    const maker = payloadMaker(random, texts());
    const before = await filesOutside();
    const calls = Object.keys(ipcCalls) as IpcCall[];
    const problems: string[] = [];
    let accepted = 0;
    for (let round = 0; round < rounds; round += 1) {
      for (const call of calls) {
        const payload = carried(maker.make(call), random.chance(0.5));
        const answer = await host.handle(call, payload);
        const wrong = whatIsWrong(answer, call);
        if (wrong) problems.push(`${call} ${wrong}, given ${JSON.stringify(payload)?.slice(0, 500)}`);
        if ((answer as { ok: boolean }).ok) accepted += 1;
      }
    }
    say(
      `hostile page: ${rounds * calls.length} payloads over ${calls.length} calls, ${accepted} of them taken`,
    );
    expect(problems, repeat).toEqual([]);
    expect(accepted).toBeGreaterThan(rounds);
    expect(await filesOutside()).toEqual(before);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    const log = await readFile(inside('workspace', 'logs', 'keyglass.log'), 'utf8').catch(() => '');
    // What the page itself reports of its views is written down as such.
    const unforeseen = log.split('\n').filter((line) => /"where":"(?!view )/.test(line));
    expect(unforeseen).toEqual([]);
  });

  it.each([
    '',
    'no.such.call',
    'constructor',
    '__proto__',
    'toString',
    'events',
    'app.info ',
    'x'.repeat(10_000_000),
  ])('is refused when there is no such call (%#)', async (name) => {
    const answer = await host.handle(name, {});
    expect(answer).toMatchObject({ ok: false, error: { kind: 'invalid-input' } });
    expect(JSON.stringify(answer).length).toBeLessThan(1_000);
  });

  it('leaves an app that is open as it is, when it asks wrongly for what it is', async () => {
    expect(await host.handle('app.info', 7)).toMatchObject({ ok: false });
    expect(await host.handle('app.info', {})).toMatchObject({ ok: true });
    expect(await host.handle('preferences.read', {})).toMatchObject({ ok: true });
  });

  it('is refused in a payload of ten megabytes, in whatever shape', async () => {
    const text = 'x'.repeat(10_000_000);
    for (const call of Object.keys(ipcCalls) as IpcCall[]) {
      for (const payload of [
        text,
        { [text]: 1 },
        { requestId: text, path: text, sourceId: text, question: text },
      ]) {
        expect(whatIsWrong(await host.handle(call, payload), call), call).toBe(null);
      }
    }
  });

  it('is each answered in a flood of ten thousand, while the process goes on with other things', async () => {
    const question = { tree: everything, span: { fromUs: null, toUs: null }, storedUntilUs: null };
    const kinds: readonly (readonly [string, unknown])[] = [
      ['events.count', { requestId: 'same', question }],
      ['preferences.write', { key: 'theme', value: 'dark' }],
      ['preferences.read', {}],
      ['sources.list', {}],
      ['no.such.call', {}],
    ];
    let turns = 0;
    let isOver = false;
    const turn = () => {
      turns += 1;
      if (!isOver) setImmediate(turn);
    };
    setImmediate(turn);
    const answers = await Promise.all(
      Array.from({ length: 10_000 }, (_, at) => host.handle(...(kinds[at % kinds.length] ?? ['', {}]))),
    );
    isOver = true;

    const refused = answers.filter((answer) => !(answer as { ok: boolean }).ok);
    expect(refused).toHaveLength(2_000);
    expect(turns).toBeGreaterThan(1_000);
  }, 300_000);
});
