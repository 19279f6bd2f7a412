export const root: string;
export const rememberedFolder: string;
export function findRuntime(folder?: string): string | null;
export function callersFolder(env?: Readonly<Record<string, string | undefined>>): string;
