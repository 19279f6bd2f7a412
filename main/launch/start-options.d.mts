export interface StartOptions {
  readonly sample: boolean;
  readonly workspace: string | null;
  readonly help: boolean;
  readonly shell: 'electron' | 'browser' | null;
}

export const usage: string;
export function readStartOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): StartOptions;
export function appArguments(options: Pick<StartOptions, 'sample' | 'workspace'>): string[];
