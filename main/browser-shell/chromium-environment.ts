import { isSecretVariable } from '../secrets/environment-keychain.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The environment that Chromium starts in. Where no locale names UTF-8 (a plain shell, a service), Chromium on Linux
 * can't read file names beyond ASCII, and files that are dropped on the window would be missing.
 */
export function chromiumEnvironment(environment: Environment): Record<string, string | undefined> {
  const locale = environment.LC_ALL || environment.LC_CTYPE || environment.LANG || '';
  const others = environmentForOthers(environment);
  return /utf-?8/i.test(locale) ? others : { ...others, LC_ALL: 'C.UTF-8' };
}

/** Without the variables that carry credentials and the vault's key: no program that we start has a use for them. */
export function environmentForOthers(environment: Environment): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !isSecretVariable(name)));
}
