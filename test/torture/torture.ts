import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands } from '../../main/cli/commands/index.ts';
import { type Chamber, prepareChamber, type TorturedFolders } from './chamber.ts';
import { type Comparison, compareHoldings } from './compare-holdings.ts';
import { type Holdings, readHoldings } from './holdings.ts';
import { createKillPlan, type VictimCommand } from './kill-plan.ts';
import type { MadeUpTime } from './made-up-time.ts';
import { startVendors } from './start-vendors.ts';
import type { VendorFigures } from './vendor-messages.ts';
import type { Phase, VictimEnd } from './victim.ts';

export interface TortureOptions {
  readonly kills: number;
  readonly seed: string;
  /** Fewer kills than asked for, if they take longer than this. */
  readonly mostMinutes: number;
  /** How far back the first run begins: how much there is to be caught up with. */
  readonly lookBackDays: number;
  say(line: string): void;
  /** Called before both workspaces are taken away: for a test of the comparison itself. */
  whenCompared?(folders: TorturedFolders, nowMs: number): Promise<void>;
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

/** Kills the app again and again while it collects, lets it catch up, and compares with one that was left alone. */
export async function runTorture(options: TortureOptions): Promise<TortureReport> {
  const startedAt = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'keyglass-torture-'));
  const time: MadeUpTime = { beganAtMs, reallyAtMs: Date.now(), speed };
  const vendors = await startVendors({ seed: options.seed, time });
  try {
    const { seed, say, lookBackDays } = options;
    const chamber = await prepareChamber(folder, vendors, { seed, time, lookBackDays, say });
    const killed = await killAgainAndAgain(options, chamber);
    const nowMs = await catchUp(options, chamber);
    const tortured = await readHoldings(chamber.folders.tortured, nowMs);
    const undisturbed = await readHoldings(chamber.folders.undisturbed, nowMs);
    await options.whenCompared?.(chamber.folders, nowMs);
    return {
      ...killed,
      seed: options.seed,
      vendors: await vendors.figures(),
      tortured,
      undisturbed,
      comparison: compareHoldings(tortured, undisturbed),
      problems: chamber.problems,
      seconds: (performance.now() - startedAt) / 1_000,
    };
  } finally {
    await vendors.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function killAgainAndAgain(options: TortureOptions, chamber: Chamber) {
  const { kills: wanted, seed, say } = options;
  const { vendors, folders, imports, run, rest } = chamber;
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
async function catchUp({ say }: TortureOptions, chamber: Chamber): Promise<number> {
  const { vendors, folders, imports, problems, run } = chamber;
  say('Catching up …');
  await vendors.setFaults('none');
  const nowMs = await chamber.endTime(lastWordMs);
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
