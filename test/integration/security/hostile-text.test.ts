import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLogger } from '../../../main/app/logger.ts';
import { jsonForTerminal, visibleText } from '../../../main/cli/visible-text.ts';
import { createEgress } from '../../../main/secrets/create-egress.ts';
import { hostileFiles, hostileTexts } from '../../helpers/hostile-records.ts';
import { aTemporaryFolder } from '../../helpers/temporary-workspace.ts';
import { seededRandom } from '../../unit/query/seeded-random.ts';
import { aTerminal, stillClock, type Terminal } from '../cli/run-command.ts';

/** Records of every vendor that hold what an attacker would write into them, and what goes out of the app again. */
let folder: Awaited<ReturnType<typeof aTemporaryFolder>>;
let terminal: Terminal;
const inWorkspace = ['--workspace', 'workspace'];

/** Would steer a terminal, turn the text round, or not show. */
const steering =
  /(?!\n)[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2060\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/u;

beforeAll(async () => {
  folder = await aTemporaryFolder();
  terminal = aTerminal({ clock: stillClock, folder: folder.path, width: 160 });
  for (const { vendor, stream, text } of hostileFiles(seededRandom(5))) {
    const file = `${vendor}-${stream}.json`;
    await writeFile(join(folder.path, file), text);
    const end = await terminal.run('import', ...inWorkspace, '--vendor', vendor, '--stream', stream, file);
    expect(end.stdout + end.stderr).not.toMatch(steering);
  }
}, 120_000);
afterAll(() => folder.remove());

describe('what an attacker wrote into records', () => {
  it('steers no terminal, whatever prints it', { timeout: 300_000 }, async () => {
    const everyColumn =
      'time,user.name,user.email,message,operation,device.name,resource,actor,src_ip,secret.type,user_agent.original,raw.userAgent,ecs.event.action';
    const commands: readonly (readonly string[])[] = [
      ['search', '*', '--limit', '200'],
      ['search', '*', '--limit', '200', '--fields', everyColumn],
      ['facets', '*', '--field', 'user.name'],
      ['facets', '*', '--field', 'operation'],
      ['facets', '*', '--field', 'message'],
      ['facets', '*', '--field', 'raw.userAgent'],
      ['histogram', '*', '--by', 'operation'],
      ['histogram', '*', '--by', 'user.name'],
      ['search', '*', '--limit', '200', '--json'],
      ['search', '*', '--limit', '200', '--jsonl'],
      ['facets', '*', '--field', 'user.name', '--json'],
      ['status'],
      ['source', 'list'],
      ['secret', 'list'],
      ['rejected', 'list'],
      ['audit'],
      ['check'],
      ['search', `user.name:"\u202e\u001b[31m"`],
      ['search', 'no-such-field\u001b[31m\u202e:x'],
      ['facets', '*', '--field', '\u001b[31m\u202e'],
    ];
    let printed = 0;
    for (const words of commands) {
      const { stdout, stderr } = await terminal.run(...words, ...inWorkspace);
      expect(`${stdout}${stderr}`.match(steering), words.join(' ')).toBe(null);
      printed += stdout.length;
    }
    expect(printed).toBeGreaterThan(10_000);
  });

  it('is JSON in what is printed and exported as JSON', async () => {
    const { document } = await terminal.json('search', '*', '--limit', '200', ...inWorkspace);
    expect(document.rows.length).toBeGreaterThan(20);
    for (const format of ['jsonl', 'ocsf', 'ecs']) {
      await terminal.run('export', '*', '--format', format, '--out', `out.${format}.jsonl`, ...inWorkspace);
      const lines = (await readFile(join(folder.path, `out.${format}.jsonl`), 'utf8')).trimEnd().split('\n');
      expect(lines.length).toBeGreaterThan(20);
      for (const line of lines) expect(JSON.parse(line), format).toBeTypeOf('object');
    }
  });

  it('begins no formula in an exported table', async () => {
    const fields = 'time,user.name,message,operation,resource,actor,raw.userAgent,device.name';
    await terminal.run(
      'export',
      '*',
      '--format',
      'csv',
      '--fields',
      fields,
      '--out',
      'out.csv',
      ...inWorkspace,
    );
    const cells = cellsOf(await readFile(join(folder.path, 'out.csv'), 'utf8'));
    expect(cells.length).toBeGreaterThan(100);
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    expect(cells.some((cell) => /^'[=+\-@]/.test(cell))).toBe(true);
  });

  it('makes no line of its own in the log', async () => {
    const logFolder = join(folder.path, 'logs');
    const { text: mask } = createEgress();
    const logger = openLogger(logFolder, mask);
    for (const text of hostileTexts) logger.error({ where: text, bug: new Error(text).stack }, text);
    const log = await readFile(join(logFolder, 'keyglass.log'), 'utf8');
    expect(log.split('\n')).toHaveLength(hostileTexts.length + 1);
    const lines = log
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ level }) => level)).toEqual(hostileTexts.map(() => 50));
    expect(lines.filter(({ msg }) => String(msg).includes('"forged"'))).toHaveLength(1);
  });

  it('is no secret where it looks like the marker of one, and leads to none', async () => {
    const inRecords = await terminal.json(
      'search',
      '"secret:fp:00000000"',
      '--fields',
      'raw',
      '--limit',
      '200',
      ...inWorkspace,
    );
    expect(inRecords.document.rows.length).toBeGreaterThan(0);
    const listed = await terminal.json('secret', 'list', '--limit', '1000', ...inWorkspace);
    expect(JSON.stringify(listed.document)).toMatch(/"fp:?[0-9a-f]*|fingerprint/);
    expect(JSON.stringify(listed.document)).not.toMatch(/"(?:fp:)?(?:00000000|0a1b2c3d)/);
    for (const lookAlike of ['‹secret:fp:00000000›', '‹secret:fp:0a1b2c3d›']) {
      const { exitCode, stderr } = await terminal.run('secret', 'show', lookAlike, ...inWorkspace);
      expect(exitCode).not.toBe(0);
      expect(stderr).toContain('No secret has the fingerprint');
    }
    const pivot = await terminal.json('search', 'secret.fingerprint:00000000*', ...inWorkspace);
    expect(pivot).toMatchObject({ exitCode: 0, document: { rows: [] } });
  });
});

describe('a text made visible for a terminal', () => {
  it.each(hostileTexts)('has nothing that steers: %j', (text) => {
    expect(visibleText(text)).not.toMatch(/\n/);
    expect(visibleText(text)).not.toMatch(steering);
  });

  it.each(hostileTexts)('is the same text where it is JSON: %j', (text) => {
    const json = jsonForTerminal(`${JSON.stringify({ text })}\n`);
    expect(json).not.toMatch(steering);
    expect(JSON.parse(json)).toEqual({ text });
  });

  it('keeps the emoji and the letters that people write with', () => {
    for (const text of ['👩‍👩‍👧‍👦', '🏳️‍🌈', 'é', 'שלום', '日本語']) expect(visibleText(text)).toBe(text);
  });
});

/** The cells of a table whose fields may hold quotes and line breaks. */
function cellsOf(text: string): readonly string[] {
  return [...text.matchAll(/(?:^|,|\r\n)(?:"((?:[^"]|"")*)"|([^,\r\n]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}
