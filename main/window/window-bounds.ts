import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { defaultWorkspaceFolder } from '../app/default-workspace.ts';

const coordinate = z.number().int().min(-100_000).max(100_000);

export const windowBoundsSchema = z.object({
  left: coordinate.nullable(),
  top: coordinate.nullable(),
  width: z.number().int().min(640).max(20_000),
  height: z.number().int().min(480).max(20_000),
});

/** Where the window was; without `left` and `top` the system places it. */
export type WindowBounds = z.infer<typeof windowBoundsSchema>;

export const firstBounds: WindowBounds = { left: null, top: null, width: 1_280, height: 800 };

/** One file for each person, beside the default workspace: where the window stands says nothing of what is in it. */
export function windowBoundsFile(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  homeFolder: string = homedir(),
): string {
  return join(dirname(defaultWorkspaceFolder(env, platform, homeFolder)), 'window.json');
}

export function readWindowBounds(file: string): WindowBounds {
  try {
    return windowBoundsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return firstBounds;
  }
}

/** Remembering is a comfort: a folder that can't be written is no reason to bother anyone. */
export function writeWindowBounds(file: string, bounds: WindowBounds): void {
  const checked = windowBoundsSchema.safeParse(bounds);
  if (!checked.success) return;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(checked.data));
  } catch {
    return;
  }
}
