import { join } from 'node:path';
import { writeImportFiles } from './import-files.ts';
import type { KillPlan } from './kill-plan.ts';
import { type MadeUpTime, madeUpNowMs, madeUpTimeVariable } from './made-up-time.ts';
import { copyWorkspace, createSecretVariables, makeWorkspace } from './prepare-workspace.ts';
import type { Vendors } from './start-vendors.ts';
import { runVictim, type VictimEnd } from './victim.ts';

/** What was caught up with at first has left by the end. */
const retentionRule = ['--source', 'Hanzo KMS (sample)', '--keep-days', '2'];

export interface TorturedFolders {
  readonly tortured: string;
  readonly undisturbed: string;
}

/** Two workspaces, the vendors that both collect from, and the app to run on them. */
export interface Chamber {
  readonly vendors: Vendors;
  readonly folders: TorturedFolders;
  readonly imports: readonly (readonly string[])[];
  readonly problems: string[];
  run(folder: string, words: readonly string[], kill?: KillPlan | null): Promise<VictimEnd>;
  /** The time jumps while nothing runs. */
  rest(ms: number): Promise<void>;
  /** The time jumps and stands still from then on. Answers with it. */
  endTime(restMs: number): Promise<number>;
}

export interface ChamberOptions {
  readonly seed: string;
  /** From when on the time goes, and how fast. */
  readonly time: MadeUpTime;
  readonly lookBackDays: number;
  say(line: string): void;
}

export async function prepareChamber(
  folder: string,
  vendors: Vendors,
  options: ChamberOptions,
): Promise<Chamber> {
  const imports = await writeImportFiles(folder, vendors.drafts, options.time.beganAtMs);
  const chamber = createChamber(folder, vendors, imports, options);
  await fillChamber(chamber, options);
  return chamber;
}

function createChamber(
  folder: string,
  vendors: Vendors,
  imports: Chamber['imports'],
  { seed, time: began }: ChamberOptions,
): Chamber {
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
  return {
    vendors,
    folders,
    problems,
    imports,
    async run(workspace, [command = '', ...rest], kill = null) {
      const keyTurn = keyTurns.get(workspace) ?? 0;
      const end = await runVictim({
        args: [...command.split(' '), '--workspace', workspace, ...rest],
        env: {
          ...plainEnvironment(),
          // Most of a start is reading the program.
          NODE_COMPILE_CACHE: join(folder, 'compiled'),
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
    rest: (ms) => jump(ms, began.speed),
    async endTime(restMs) {
      await jump(restMs, 0);
      return time.beganAtMs;
    },
  };
}

/** Both workspaces begin as copies of one that has seen the first page of each stream, so that all ids are the same. */
async function fillChamber(
  { vendors, folders, imports, run }: Chamber,
  { seed, lookBackDays, time, say }: ChamberOptions,
): Promise<void> {
  say('Reading the first page of each stream …');
  await makeWorkspace(folders.undisturbed, vendors.drafts, { seed, lookBackDays, nowMs: time.beganAtMs });
  await vendors.setFaults('first-answers-only');
  await run(folders.undisturbed, ['collect', '--json']);
  await run(folders.undisturbed, ['retention', ...retentionRule]);
  await copyWorkspace(folders.undisturbed, folders.tortured);
  await vendors.setFaults('none');
  say('Collecting undisturbed …');
  await run(folders.undisturbed, ['collect', '--json']);
  for (const words of imports) await run(folders.undisturbed, ['import', '--json', ...words]);
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
  const isForeseen = exitCode === 0 || isInUse.test(stderr) || (command === 'collect' && exitCode === 1);
  const isStrange = killedIn === null && !isForeseen;
  const isBug = /because of (?:an error|a fault) in Keyglass/.test(stderr);
  return isStrange || isBug ? [`${command} ended with ${exitCode}: ${said}`] : [];
}

/** Neither a keychain nor anything else of who runs this. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return Object.fromEntries(
    Object.entries({ PATH, HOME, TMPDIR, TZ: 'UTC' }).filter(([, value]) => value !== undefined),
  );
}

function median(numbers: readonly number[]): number | null {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? null;
}
