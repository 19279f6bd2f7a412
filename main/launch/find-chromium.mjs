import { accessSync, constants } from 'node:fs';
import { posix, win32 } from 'node:path';

const linuxNames = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'brave-browser',
];

const macApps = [
  'Chromium.app/Contents/MacOS/Chromium',
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const windowsPrograms = [
  'Chromium\\Application\\chrome.exe',
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * The browser that can be Keyglass's window: what `KEYGLASS_CHROMIUM` names, or the first Chromium, Chrome or Edge in
 * the places where systems keep them. Null when there is none.
 */
export function findChromium(env, platform, isExecutable = canRun) {
  if (env.KEYGLASS_CHROMIUM) return isExecutable(env.KEYGLASS_CHROMIUM) ? env.KEYGLASS_CHROMIUM : null;
  return candidates(env, platform).find(isExecutable) ?? null;
}

function candidates(env, platform) {
  if (platform === 'darwin') {
    const folders = ['/Applications', posix.join(env.HOME ?? '/', 'Applications')];
    return folders.flatMap((folder) => macApps.map((app) => posix.join(folder, app)));
  }
  if (platform === 'win32') {
    const folders = [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA].filter(Boolean);
    return windowsPrograms.flatMap((program) => folders.map((folder) => win32.join(folder, program)));
  }
  const folders = (env.PATH ?? '').split(':').filter((folder) => folder.startsWith('/'));
  const places = [...new Set([...folders, '/usr/bin', '/usr/local/bin', '/snap/bin'])];
  return linuxNames.flatMap((name) => places.map((place) => posix.join(place, name)));
}

function canRun(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
