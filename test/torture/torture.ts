import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands } from '../../main/cli/commands/index.ts';
import { type Comparison, compareHoldings } from './compare-holdings.ts';
import { type Holdings, readHoldings } from './holdings.ts';
import { writeImportFiles } from './import-files.ts';
import { createKillPlan, type VictimCommand } from './kill-plan.ts';
import { type MadeUpTime, madeUpNowMs, madeUpTimeVariable } from './made-up-time.ts';
import { copyWorkspace, createSecretVariables, makeWorkspace } from './prepare-workspace.ts';
import { startVendors, type Vendors } from './start-vendors.ts';
import type { VendorFigures } from './vendor-messages.ts';
import { type Phase, runVictim, type VictimEnd } from './victim.ts';

export interface TortureOptions {
  readonly kills: number;
  readonly seed: string;
  /** Fewer kills than asked for, if they take longer than this. */
  readonly mostMinutes: number;
  say(line: string): void;
  /** Called before both workspaces are taken away: for a test of the comparison itself. */
  whenCompared?(folders: TorturedFolders, nowMs: number): Promise<void>;
}

export interface TorturedFolders {
  readonly tortured: string;
  readonly undisturbed: string;
}

export interface TortureReport {
  readonly seed: string;
  readonly kills: number;
  /** By command, and for collecting by where in its life it was. */
  readonly killsByPhase: Readonly<Record<string, number>>;
  /** Processes that ended before their time had come. */
  readonly endedByThemselves: number;
  readonly vendors: VendorFigures;
  readonly tortured: Holdings;
  readonly undisturbed: Holdings;
  readonly comparison: Comparison;
  /** What else was wrong, each a sentence. */
  readonly problems: readonly string[];
  readonly longestStartAfterKillMs: number;
  readonly seconds: number;
}

/** At work; a day ends while it goes on. */
const beganAtMs = Date.UTC(2026, 10, 19, 13);
/** A minute in a second: what is late shows while it goes on, sessions end, days begin. */
const speed = 60;
/** Past the daily look further back, in which what was completed late is found. */
const lastWordMs = 26 * 3_600_000;
const mostRoundsToCatchUp = 6;
/** What was caught up with at first has left by the end. */
const retentionRule = ['--source', 'Hanzo KMS (sample)', '--keep-days', '2'];

/** Kills the app again and again while it collects, lets it catch up, and compares with one that was left alone. */
export async function runTorture(options: TortureOptions): Promise<TortureReport> {
  const startedAt = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'keyglass-torture-'));
  const time: MadeUpTime = { beganAtMs, reallyAtMs: Date.now(), speed };
  const vendors = await startVendors({ seed: options.seed, time });
  try {
    const torture = await prepare(options, folder, vendors, time);
    const killed = await killAgainAndAgain(torture);
    const nowMs = await catchUp(torture);
    const tortured = await readHoldings(torture.folders.tortured, nowMs);
    const undisturbed = await readHoldings(torture.folders.undisturbed, nowMs);
    await options.whenCompared?.(torture.folders, nowMs);
    return {
      ...killed,
      seed: options.seed,
      vendors: await vendors.figures(),
      tortured,
      undisturbed,
      comparison: compareHoldings(tortured, undisturbed),
      problems: torture.problems,
      seconds: (performance.now() - startedAt) / 1_000,
    };
  } finally {
    await vendors.close();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Torture {
  readonly options: TortureOptions;
  readonly vendors: Vendors;
  readonly folders: TorturedFolders;
  readonly imports: readonly (readonly string[])[];
  readonly problems: string[];
  run(
    folder: string,
    words: readonly string[],
    kill?: Parameters<typeof runVictim>[0]['kill'],
  ): Promise<VictimEnd>;
  /** The time jumps while nothing runs. */
  rest(ms: number): Promise<void>;
  /** The time jumps and stands still from then on. Answers with it. */
  endTime(restMs: number): Promise<number>;
}

/** Both workspaces begin as copies of one that has seen the first page of each stream, so that all ids are the same. */
async function prepare(
  options: TortureOptions,
  folder: string,
  vendors: Vendors,
  began: MadeUpTime,
): Promise<Torture> {
  const { seed, say } = options;
  const folders = { tortured: join(folder, 'tortured'), undisturbed: join(folder, 'undisturbed') };
  const secrets = createSecretVariables(vendors.drafts, seed);
  const keyTurns = new Map<string, number>();
  const problems: string[] = [];
  const startsMs: number[] = [];
  let time = began;
  async function jump(ms: number, speedFromThen: number): Promise<void> {
    const reallyAtMs = Date.now();
    time = { beganAtMs: madeUpNowMs(time, reallyAtMs) + ms, reallyAtMs, speed: speedFromThen };
    await vendors.setTime(time);
  }
  const torture: Torture = {
    options,
    vendors,
    folders,
    problems,
    imports: await writeImportFiles(folder, vendors.drafts, beganAtMs),
    async run(workspace, [command = '', ...rest], kill = null) {
      const keyTurn = keyTurns.get(workspace) ?? 0;
      const end = await runVictim({
        args: [...command.split(' '), '--workspace', workspace, ...rest],
        env: {
          ...plainEnvironment(),
          ...secrets.ofTurn(keyTurn),
          [madeUpTimeVariable]: JSON.stringify(time),
        },
        vendors,
        kill,
        usualStartMs: median(startsMs) ?? 1_500,
      });
      if (end.firstRequestMs !== null) startsMs.push(end.firstRequestMs);
      problems.push(...problemsOf(command, end));
      if (command === 'vault rotate' && hasNextKey(end)) keyTurns.set(workspace, keyTurn + 1);
      return end;
    },
    rest: (ms) => jump(ms, speed),
    async endTime(restMs) {
      await jump(restMs, 0);
      return time.beganAtMs;
    },
  };
  say('Reading the first page of each stream …');
  await makeWorkspace(folders.undisturbed, vendors.drafts, seed, beganAtMs);
  await vendors.setFaults('first-answers-only');
  await torture.run(folders.undisturbed, ['collect', '--json']);
  await torture.run(folders.undisturbed, ['retention', ...retentionRule]);
  await copyWorkspace(folders.undisturbed, folders.tortured);
  await vendors.setFaults('none');
  say('Collecting undisturbed …');
  await torture.run(folders.undisturbed, ['collect', '--json']);
  for (const words of torture.imports) await torture.run(folders.undisturbed, ['import', '--json', ...words]);
  return torture;
}

async function killAgainAndAgain({ options, vendors, folders, imports, run, rest }: Torture) {
  const { kills: wanted, seed, say } = options;
  const nextAssault = createKillPlan(seed, new Set(commands.map(({ name }) => name)));
  const endsAt = performance.now() + options.mostMinutes * 60_000;
  const killsByPhase: Record<string, number> = {};
  const words: Readonly<Record<VictimCommand, (turn: number) => readonly string[]>> = {
    collect: () => ['collect', '--json'],
    import: (turn) => ['import', '--json', ...(imports[turn % imports.length] ?? [])],
    'map-again': () => ['map-again', '--json'],
    'backup create': () => ['backup create'],
    retention: () => ['retention', '--run', '--json'],
    'vault rotate': () => ['vault rotate'],
  };
  let kills = 0;
  let endedByThemselves = 0;
  let longestStartAfterKillMs = 0;
  let isAfterKill = false;
  await vendors.setFaults('all');
  for (let turn = 0; kills < wanted && performance.now() < endsAt; turn += 1) {
    const { command, kill, restMs } = nextAssault(kills < wanted / 2);
    if (restMs > 0) await rest(restMs);
    const end = await run(folders.tortured, words[command](turn), kill);
    if (isAfterKill) longestStartAfterKillMs = Math.max(longestStartAfterKillMs, end.firstRequestMs ?? 0);
    isAfterKill = end.killedIn !== null;
    if (end.killedIn === null) {
      endedByThemselves += 1;
      continue;
    }
    kills += 1;
    const name = phaseName(command, end.killedIn);
    killsByPhase[name] = (killsByPhase[name] ?? 0) + 1;
    if (kills % 10 === 0) say(`${kills} kills …`);
  }
  return { kills, killsByPhase, endedByThemselves, longestStartAfterKillMs };
}

function phaseName(command: VictimCommand, phase: Phase): string {
  return `${command}: ${phase}`;
}

/** Without faults, and with the time standing still so that both see the same end. Answers with that time. */
async function catchUp(torture: Torture): Promise<number> {
  const { options, vendors, folders, imports, problems, run } = torture;
  options.say('Catching up …');
  await vendors.setFaults('none');
  const nowMs = await torture.endTime(lastWordMs);
  for (const folder of [folders.tortured, folders.undisturbed]) {
    for (let round = 1; !(await isCaughtUp(await run(folder, ['collect', '--json']))); round += 1) {
      if (round < mostRoundsToCatchUp) continue;
      problems.push('Collecting does not come to an end, though nothing disturbs it any more.');
      break;
    }
  }
  for (const words of imports) await run(folders.tortured, ['import', '--json', ...words]);
  await run(folders.tortured, ['map-again', '--json']);
  for (const folder of [folders.tortured, folders.undisturbed]) {
    await run(folder, ['retention', '--run', '--json']);
  }
  const checked = await run(folders.tortured, ['check', '--json']);
  const { ok, findings } = JSON.parse(checked.stdout || '{}');
  if (ok !== true) problems.push(`The check of the workspace finds: ${JSON.stringify(findings)}`);
  return nowMs;
}

async function isCaughtUp({ stdout, stderr }: VictimEnd): Promise<boolean> {
  const { streams } = JSON.parse(stdout || '{}') as {
    streams?: readonly { readonly stored: number; readonly error: unknown }[];
  };
  if (streams === undefined) throw new Error(`Collecting failed: ${stderr}`);
  return streams.every(({ stored, error }) => stored === 0 && error === null);
}

/** A rotation that was killed may have come so far: then the next one says that there is nothing to change. */
const isInUse = /is the one that is in use/;

function hasNextKey({ exitCode, stderr }: VictimEnd): boolean {
  return exitCode === 0 || isInUse.test(stderr);
}

/** A vendor that breaks off is no problem of the app's; a file that does not open, or had to be restored, is. */
function problemsOf(command: string, { killedIn, exitCode, stderr }: VictimEnd): readonly string[] {
  const said = stderr.split('\n').slice(0, 4).join(' ').slice(0, 400);
  if (/was damaged|could not be read/.test(stderr)) return [`${command}: the file was damaged. ${said}`];
  const isStrange = killedIn === null && exitCode !== 0 && exitCode !== 1 && !isInUse.test(stderr);
  const isBug = /because of (?:an error|a fault) in Keyglass/.test(stderr);
  return isStrange || isBug ? [`${command} ended with ${exitCode}: ${said}`] : [];
}

/** Neither a keychain nor anything else of who runs this. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, NODE_COMPILE_CACHE } = process.env;
  return Object.fromEntries(
    Object.entries({ PATH, HOME, TMPDIR, NODE_COMPILE_CACHE, TZ: 'UTC' }).filter(
      ([, value]) => value !== undefined,
    ),
  );
}

function median(numbers: readonly number[]): number | null {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? null;
}
