export function isBuilt(root: string): boolean;
export function rememberBuild(root: string): void;
export function sourcesStamp(root: string): string;
