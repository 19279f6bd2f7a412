import { findChromium } from './find-chromium.mjs';
import { LaunchProblem } from './progress.mjs';
import { installCommand, installSystemPackages } from './system-packages.mjs';

/** The sandbox's helper is a package of its own on Debian; without fonts the window has no letters. */
const packages = ['chromium', 'chromium-sandbox', 'fonts-dejavu-core'];

/** The browser for the window, installed from the distribution if need be and possible. */
export async function ensureChromium() {
  const present = findChromium(process.env, process.platform);
  if (present) return present;
  if (process.env.KEYGLASS_CHROMIUM) {
    throw new LaunchProblem(`KEYGLASS_CHROMIUM names ${process.env.KEYGLASS_CHROMIUM}, which can't be run.`);
  }
  if (await installSystemPackages(packages)) {
    const installed = findChromium(process.env, process.platform);
    if (installed) return installed;
  }
  throw new LaunchProblem(
    `Keyglass needs Chromium, Chrome or Edge for its window and found none. ${howToGetOne()}`,
  );
}

function howToGetOne() {
  if (process.platform === 'linux') return `On Debian and Ubuntu: ${installCommand(packages)}`;
  return 'Install one of them, then start Keyglass again.';
}
