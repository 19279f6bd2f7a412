import { randomBytes } from 'node:crypto';
import { appendFile, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startAppHost } from '../../../main/app/start-app-host.ts';
import { systemClock } from '../../../main/collector/clock.ts';
import { sampleVendors } from '../../../main/sample-tenant/sample-vendors.ts';
import { type SampleTenant, startSampleTenant } from '../../../main/sample-tenant/start-sample-tenant.ts';
import { vendors } from '../../../main/vendors/registry.ts';
import { exportFormats } from '../../../shared/export-job.ts';
import { everything } from '../../../shared/query/query-node.ts';
import { fixtureRecords } from '../../bench/fixture-records.ts';
import { aTemporaryFolder } from '../../helpers/temporary-workspace.ts';
import { createCanaries } from './canaries.ts';
import { LeakSearch } from './leak-search.ts';
import { plantInAnswer, plantInEveryText } from './plant-records.ts';
import { readFolder } from './read-everything.ts';
import { runKeyglass } from './run-keyglass.ts';

const canaries = createCanaries();
const question = { tree: everything, span: { fromUs: null, toUs: null }, storedUntilUs: null };
const streamCount = vendors.reduce((sum, { streams }) => sum + streams.length, 0);

let folder: Awaited<ReturnType<typeof aTemporaryFolder>>;
let tenant: SampleTenant;
const said: string[] = [];
const env = {
  KEYGLASS_VAULT_KEY: randomBytes(32).toString('base64'),
  KEYGLASS_VAULT_KEY_NEXT: randomBytes(32).toString('base64'),
};

beforeAll(async () => {
  folder = await aTemporaryFolder();
  tenant = await startSampleTenant({ clock: systemClock, seed: 'canary' });
  for (const [name, key] of Object.entries(env)) canaries.add(key, name);
});
afterAll(async () => {
  await tenant.close();
  await folder.remove();
});

/** The variables that carry the credentials of the sample sources. */
function credentialVariables(): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const { draft } of tenant.vendors) {
    for (const [name, value] of Object.entries(draft.credentials)) {
      const words = `${draft.name}_${name.replaceAll(/([a-z])([A-Z])/g, '$1_$2')}`;
      variables[`KEYGLASS_CREDENTIAL_${words.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`] = value;
      canaries.add(value, `the credential ${name} of ${draft.name}`);
    }
  }
  return variables;
}

/** The app behind a window that keeps every answer and every event. */
function aWindow(workspaceFolder: string, environment: NodeJS.ProcessEnv) {
  const host = startAppHost({
    workspaceFolder,
    sample: false,
    env: environment,
    shell: {
      kind: 'browser',
      canChooseFiles: false,
      chooseSavePath: async () => null,
      chooseFiles: async () => [],
      writeClipboard: async (text) => said.push(text) > 0,
      readClipboard: async () => null,
      openLink: async () => true,
      send: (event, payload) => said.push(JSON.stringify({ event, payload })),
      notify: (title, body) => said.push(`${title} ${body}`),
      quit: () => undefined,
    },
  });
  return {
    close: () => host.close(),
    /** Throws where the call fails, so that nothing is left out unnoticed. */
    async call(name: string, input: object = {}): Promise<Answer> {
      const answer = (await host.handle(name, input)) as Answer;
      said.push(JSON.stringify(answer));
      if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer)}`);
      return answer;
    },
  };
}

interface Answer {
  readonly ok: boolean;
  readonly value: Record<string, never> & {
    readonly sources?: readonly { readonly sourceId: string; readonly streams: readonly Stream[] }[];
    readonly rows?: readonly { readonly event_id: string }[];
    readonly records?: readonly { readonly rejectedId: string; readonly stream: string }[];
    readonly jobs?: readonly { readonly state: string }[];
    readonly found?: readonly { readonly line: number }[];
    readonly secrets?: readonly { readonly fingerprint: string }[];
  };
}
interface Stream {
  readonly stream: string;
  readonly phase: string;
  readonly lastRun: object | null;
  readonly lastError: object | null;
  readonly counts: { readonly received: number; readonly stored: number; readonly rejected: number };
}

type Window = ReturnType<typeof aWindow>;

/** Answers that carry canaries in their first records, and failures that repeat what they must not. */
function plantInTenant(): void {
  for (const { vendor, faults } of tenant.vendors) {
    const definition = sampleVendors.find((sample) => sample.vendor === vendor);
    faults.inject({
      kind: 'data',
      change: (data, request) => {
        const whole = { headers: {}, body: '', ...request };
        const stream = definition?.streamOf === undefined ? 'audit' : definition.streamOf(whole);
        return stream === null ? data : plantInAnswer(data, canaries, `${vendor} ${stream}`, 2);
      },
    });
  }
}

function failOnPurpose(): void {
  const known = [...canaries.planted]
    .filter(([, where]) => where.includes('collected'))
    .map(([value]) => value)
    .slice(0, 5);
  const texts = () =>
    `${canaries.token('a failure')} ${known.join(' ')} password=${canaries.plain('a failure')}`;
  for (const { vendor, draft, faults } of tenant.vendors) {
    const echoed = Object.values(draft.credentials).join(' ');
    const body = (code: string) =>
      JSON.stringify({
        error: { code, message: `${code}: ${echoed} ${texts()}` },
        message: `${echoed} ${texts()}`,
        errors: [{ code, title: echoed, detail: texts() }],
        reqId: known[0],
      });
    faults.clear();
    faults.inject({ kind: 'status', status: 400, body: body('BadRequest') }, { times: 4 });
    faults.inject({ kind: 'html', status: 502 }, { times: 1 });
    faults.inject(
      { kind: 'redirect', to: `https://example.com/?token=${canaries.plain(`${vendor} redirect`)}` },
      { times: 2 },
    );
    faults.inject({ kind: 'status', status: 401, body: body('Unauthorized') });
  }
}

async function sourceIds(window: Window): Promise<readonly string[]> {
  return ((await window.call('sources.list')).value.sources ?? []).map(({ sourceId }) => sourceId);
}

async function collectAll(window: Window): Promise<void> {
  for (const sourceId of await sourceIds(window))
    await window.call('sources.collect', { sourceId, stream: null });
}

/** Until every stream has run once, and none runs any more. */
async function untilPolled(window: Window): Promise<void> {
  const waiting = async () =>
    ((await window.call('sources.list')).value.sources ?? [])
      .flatMap(({ streams }) => streams)
      .filter(({ lastRun, phase }) => lastRun === null || phase === 'collecting')
      .map(({ stream, phase }) => `${stream} ${phase}`);
  await expect.poll(waiting, { timeout: 90_000, interval: 500 }).toEqual([]);
}

/** Until every stream has failed since. */
async function untilFailed(window: Window): Promise<void> {
  const unhurt = async () =>
    ((await window.call('sources.list')).value.sources ?? [])
      .flatMap(({ streams }) => streams)
      .filter(({ lastError }) => lastError === null)
      .map(({ stream }) => stream);
  await expect.poll(unhurt, { timeout: 90_000, interval: 500 }).toEqual([]);
}

async function importEverything(window: Window): Promise<number> {
  let files = 0;
  for (const { vendor, stream, records } of fixtureRecords()) {
    const planted = records.slice(0, 6).flatMap((record) => plantInEveryText(stream, record, canaries));
    const path = join(folder.path, 'in', `${vendor}-${stream.name}.jsonl`);
    await mkdir(join(folder.path, 'in'), { recursive: true });
    await writeFile(path, planted.map((record) => `${JSON.stringify(record)}\n`).join(''));
    await window.call('imports.inspect', { paths: [path] });
    const begun = await window.call('imports.start', {
      paths: [path],
      vendor,
      stream: stream.name,
      sourceId: null,
    });
    expect(begun, `${vendor} ${stream.name}`).toMatchObject({ ok: true });
    files += 1;
  }
  await expect
    .poll(async () => (await window.call('imports.list')).value.jobs?.map(({ state }) => state), {
      timeout: 60_000,
    })
    .not.toContain('running');
  return files;
}

/** Whatever a person can ask for. */
async function askForEverything(window: Window, out: string): Promise<void> {
  const columns = ['time', 'message', 'raw', 'ocsf', 'actor', 'resource', 'search_text'].slice(0, 4);
  const sort = [{ column: 'time', direction: 'desc' }];
  const page = await window.call('events.page', {
    requestId: 'p',
    question,
    sort,
    columns,
    offset: 0,
    limit: 1_000,
  });
  for (const { event_id: eventId } of page.value.rows?.slice(0, 60) ?? []) {
    await window.call('events.detail', { requestId: 'd', eventId });
  }
  const facets = ['message', 'actor', 'resource', 'user_name', 'secret_type', 'operation'].map((column) => ({
    column,
    search: '',
    limit: 1_000,
  }));
  await window.call('events.facets', { requestId: 'f', question, facets });
  await window.call('events.histogram', {
    requestId: 'h',
    question,
    buckets: 50,
    intervalUs: null,
    splitBy: 'operation',
    maxParts: 5,
  });
  const filter = { search: '', states: [], secretTypes: [] };
  const inventory = await window.call('secrets.list', {
    requestId: 's',
    filter,
    sort: { column: 'lastSeen', descending: true },
    offset: 0,
    limit: 1_000,
  });
  for (const { fingerprint } of inventory.value.secrets?.slice(0, 40) ?? []) {
    await window.call('secrets.detail', { requestId: 'sd', fingerprint });
  }
  for (const sourceId of await sourceIds(window)) {
    const rejected = await window.call('sources.rejected', { sourceId, limit: 1_000 });
    for (const { rejectedId, stream } of rejected.value.records?.slice(0, 40) ?? []) {
      await window.call('sources.rejectedRecord', { sourceId, stream, rejectedId });
    }
    await window.call('sources.exportRejected', {
      sourceId,
      path: join(out, `rejected-${sourceId}.jsonl`),
      overwrite: true,
    });
  }
  for (const format of exportFormats) {
    const path = join(out, `export-${format}.jsonl`);
    await window.call('exports.start', {
      question,
      sort,
      format,
      columns: ['time', 'event_id', 'message', 'raw', 'ocsf', 'ecs', 'resource'],
      path,
      overwrite: true,
    });
  }
  await expect
    .poll(async () => (await window.call('exports.list')).value.jobs?.map(({ state }) => state), {
      timeout: 60_000,
    })
    .not.toContain('running');
  for (const call of [
    'vault.status',
    'retention.status',
    'mapping.status',
    'preferences.read',
    'vendors.list',
    'app.info',
  ]) {
    await window.call(call);
  }
  await window.call('audit.list', { offset: 0, limit: 1_000 });
}

/** A lifted value that the analyst types, copies or asks for does not stay either. */
async function useKnownValues(window: Window, out: string): Promise<void> {
  const values = [...canaries.planted.keys()].slice(0, 5_000);
  const lookedUp = await window.call('secrets.lookUp', { requestId: 'l', values });
  const known = (lookedUp.value.found ?? []).map(({ line }) => values[line - 1] ?? '');
  const [value = ''] = known;
  expect(known.length).toBeGreaterThan(500);
  await window.call('clipboard.write', { text: `found ${value} and ${known.join('\n')}` });
  await window.call('preferences.write', { key: 'recent', value: { queries: [`raw.note:"${value}"`] } });
  const tree = { kind: 'text', pattern: value, quoted: true } as const;
  const asked = { ...question, tree };
  await window.call('exports.start', {
    question: asked,
    sort: [{ column: 'time', direction: 'desc' }],
    format: 'csv',
    columns: ['time'],
    path: join(out, 'asked.csv'),
    overwrite: true,
  });
  await expect(window.call(`no such call ${value}`)).rejects.toThrow();
}

it(`finds no canary on disk, in an answer, or in what is printed, of those planted in ${streamCount} streams`, async () => {
  const workspace = join(folder.path, 'workspace');
  const out = join(folder.path, 'out');
  await mkdir(out);
  const variables = { ...env, ...credentialVariables() };
  plantInTenant();
  const first = aWindow(workspace, { ...variables, KEYGLASS_VAULT_KEY_NEXT: '' });
  for (const { draft } of tenant.vendors) {
    const streams = Object.fromEntries(
      Object.entries(draft.streams).map(([name, settings]) => [name, { ...settings, lookBackDays: 1 }]),
    );
    expect(await first.call('sources.add', { ...draft, streams })).toMatchObject({ ok: true });
  }
  await collectAll(first);
  await untilPolled(first);
  expect(await importEverything(first)).toBe(streamCount);
  await askForEverything(first, out);
  await useKnownValues(first, out);
  failOnPurpose();
  await collectAll(first);
  await untilFailed(first);
  await first.call('mapping.mapAgain', { sourceId: null });
  await askForEverything(first, out);
  const counts =
    (await first.call('sources.list')).value.sources?.flatMap(({ streams }) =>
      streams.map((stream) => stream.counts),
    ) ?? [];
  await cp(workspace, join(folder.path, 'while-open'), { recursive: true });
  await first.close();

  for (const words of [
    ['search', '*', '--fields', 'all', '--limit', '500', '--json'],
    ['facets', '*', '--field', 'message', '--json'],
    ['status', '--json'],
    ['source', 'test', '--json'],
    ['collect', '--json'],
    ['export', '*', '--format', 'jsonl', '--out', join(out, 'cli.jsonl')],
    ['map-again'],
    ['vault', 'rotate'],
    ['vault', 'status', '--json'],
    ['check'],
  ]) {
    said.push(await runKeyglass([...words, '--workspace', workspace], variables));
  }
  for (const { requests } of tenant.vendors) {
    for (const { headers } of requests) {
      const session = headers.authorization?.replace(/^\w+ /, '') ?? '';
      if (session.length > 12) canaries.add(session, 'a session');
    }
  }

  await appendFile(join(out, 'said.txt'), said.join('\n'));
  const search = new LeakSearch(canaries.planted);
  let columns = 0;
  let files = 0;
  for (const place of ['workspace', 'while-open', 'out']) {
    const read = await readFolder(join(folder.path, place), search);
    columns += read.columns;
    files += read.files;
  }
  const sum = (pick: (one: Stream['counts']) => number) =>
    counts.reduce((total, one) => total + pick(one), 0);
  console.info(
    `Canaries: ${canaries.planted.size} planted, ${search.forms} forms searched in ${search.bytesRead} bytes of ${files} files and ${columns} columns; ` +
      `${sum((one) => one.stored)} events stored, ${sum((one) => one.rejected)} records rejected, ${said.length} answers and events`,
  );
  expect(sum((one) => one.rejected)).toBeGreaterThan(40);
  expect(canaries.planted.size).toBeGreaterThan(5_000);
  expect((await readFile(join(out, 'said.txt'), 'utf8')).length).toBeGreaterThan(1_000_000);
  expect(describeLeaks(search)).toEqual([]);
}, 300_000);

/** Each kind of leak once, with an example. */
function describeLeaks(search: LeakSearch): readonly string[] {
  const kinds = new Map<string, string>();
  for (const { canary, form, planted, found } of search.leaks) {
    const kind = `${form} | ${planted.replace(/^[^,]*/, '')} | ${found.split(':')[0]}`;
    if (!kinds.has(kind)) kinds.set(kind, `${canary} (${form}) planted at ${planted}; found in ${found}`);
  }
  return [...kinds.values()].slice(0, 40);
}
