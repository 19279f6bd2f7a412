type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The environment that Chromium starts in. Where no locale names UTF-8 (a plain shell, a service), Chromium on Linux
 * can't read file names beyond ASCII, and files that are dropped on the window would be missing.
 */
export function chromiumEnvironment(environment: Environment): Record<string, string | undefined> {
  const locale = environment.LC_ALL || environment.LC_CTYPE || environment.LANG || '';
  return /utf-?8/i.test(locale) ? { ...environment } : { ...environment, LC_ALL: 'C.UTF-8' };
}
