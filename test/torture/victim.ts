import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { KillPlan } from './kill-plan.ts';
import type { Vendors } from './start-vendors.ts';

const projectFolder = fileURLToPath(new URL('../..', import.meta.url));
const shiftClock = fileURLToPath(new URL('shift-clock.ts', import.meta.url));

/** Where in its life a process was when it was killed. */
export type Phase = 'starting' | 'asking vendors' | 'working' | 'closing';

export interface VictimEnd {
  /** Null where it ended by itself before its time. */
  readonly killedIn: Phase | null;
  readonly exitCode: number | null;
  /** From its start to its first request; null where it sent none. */
  readonly firstRequestMs: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface VictimOptions {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly vendors: Vendors;
  /** Null: it is let live. */
  readonly kill: KillPlan | null;
  /** What a start takes here, by experience. */
  readonly usualStartMs: number;
}

/**
 * A victim that does not come to where it is to die, since its vendors ask it to wait, lives no longer: counted from
 * its last request where it is to die at one, for however slow the machine is, it gets there. So many starts, where
 * those take long.
 */
const longestWait = { ms: 20_000, starts: 10 };

/** Runs the app's command line in a process of its own, and kills it as planned. */
export async function runVictim({
  args,
  env,
  vendors,
  kill,
  usualStartMs,
}: VictimOptions): Promise<VictimEnd> {
  const startedAt = performance.now();
  const child = spawn(
    process.execPath,
    ['--import', shiftClock, join(projectFolder, 'main', 'cli', 'main.ts'), ...args],
    { env, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let firstRequestMs: number | null = null;
  let requests = 0;
  let killedIn: Phase | null = null;
  const output = { stdout: '', stderr: '' };
  const timers: NodeJS.Timeout[] = [];
  const longestWaitMs = Math.max(longestWait.ms, longestWait.starts * usualStartMs);

  function killAfter(ms: number): NodeJS.Timeout {
    const die = () => {
      if (child.exitCode !== null || killedIn !== null) return;
      const isAsking = requests > 0 || args[0] !== 'collect';
      killedIn = output.stdout !== '' ? 'closing' : phaseOf(isAsking, args[0] === 'collect');
      child.kill('SIGKILL');
    };
    const timer = setTimeout(die, ms);
    timers.push(timer);
    return timer;
  }
  const wait =
    kill === null ? null : killAfter(kill.at === 'start' ? kill.share * usualStartMs : longestWaitMs);

  const stopListening = vendors.onRequest(() => {
    requests += 1;
    firstRequestMs ??= performance.now() - startedAt;
    if (kill?.at !== 'request') return;
    wait?.refresh();
    if (requests === kill.count) killAfter(kill.ms);
  });
  child.stdout.on('data', (piece: Buffer) => {
    if (output.stdout === '' && kill?.at === 'result') killAfter(kill.ms);
    output.stdout += piece.toString('utf8');
  });
  child.stderr.on('data', (piece: Buffer) => {
    output.stderr += piece.toString('utf8');
  });
  const exitCode = await endOf(child);
  stopListening();
  for (const timer of timers) clearTimeout(timer);
  return { killedIn, exitCode, firstRequestMs, ...output };
}

function phaseOf(isUnderWay: boolean, isCollecting: boolean): Phase {
  if (!isUnderWay) return 'starting';
  return isCollecting ? 'asking vendors' : 'working';
}

function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code));
  });
}
