export function findElectron(options?: { readonly tryAgain?: boolean }): Promise<string | null>;
export function installedElectron(folder: string, version: string): string | null;
