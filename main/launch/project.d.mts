export const root: string;
export const rememberedFolder: string;
export function findRuntime(folder?: string): string | null;
export function runtimePackage(platform?: NodeJS.Platform, arch?: string): string;
export function callersFolder(env?: Readonly<Record<string, string | undefined>>): string;
