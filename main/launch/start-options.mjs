import { parseArgs } from 'node:util';
import { LaunchProblem } from './progress.mjs';

export const usage = `npm start [-- --sample] [-- --workspace DIR]

  --sample         a made-up tenant, full of events within a minute
  --workspace DIR  the folder to keep everything in, instead of your own data folder

KEYGLASS_SHELL=electron|browser chooses the window, KEYGLASS_CHROMIUM names the browser for it.
Without a window: npm run -s keyglass -- help`;

/** Exit code 2 is "wrong usage", as with the commands. */
export function readStartOptions(args, env) {
  const shell = env.KEYGLASS_SHELL || null;
  if (shell !== null && shell !== 'electron' && shell !== 'browser') {
    throw new LaunchProblem(`KEYGLASS_SHELL is "${shell}"; it can be electron or browser.`, 2);
  }
  try {
    const { values } = parseArgs({
      args,
      options: {
        sample: { type: 'boolean', default: false },
        workspace: { type: 'string' },
        help: { type: 'boolean', default: false, short: 'h' },
      },
    });
    return { sample: values.sample, workspace: values.workspace ?? null, help: values.help, shell };
  } catch (error) {
    throw new LaunchProblem(`${error.message}\n\n${usage}`, 2);
  }
}

/** The options again, as the app behind the window reads them. */
export function appArguments({ sample, workspace }) {
  return [...(sample ? ['--sample'] : []), ...(workspace === null ? [] : ['--workspace', workspace])];
}
