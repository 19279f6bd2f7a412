export function findChromium(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  isExecutable?: (path: string) => boolean,
): string | null;
