import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Budget } from './budget.ts';
import type { Figure } from './figures.ts';

const asking = fileURLToPath(new URL('ask-and-print-memory.ts', import.meta.url));

/**
 * The most memory that a process holds which opens the workspace and asks every question once. A process of its own:
 * one that has imported a million events first holds on to what that took.
 */
export async function measureMemory(workspaceFolder: string, budget: Budget): Promise<Figure> {
  const { stdout } = await promisify(execFile)(process.execPath, [asking, workspaceFolder]);
  return {
    name: 'Resident memory while asking, without the window',
    unit: 'MB',
    budget: budget.memoryMb,
    measured: Number(stdout),
    direct: null,
  };
}
