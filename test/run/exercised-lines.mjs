import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../main/launch/project.mjs';

/** What the tests noted while they drove it (`test/helpers/exercised.ts`), said in two lines. */
export function exercisedLines(folder, electronIsPresent = hasElectron()) {
  const notes = readNotes(folder);
  const names = (part) => notes.filter((note) => note.part === part).map((note) => note.name);
  return [
    shellLine(names('shell'), electronIsPresent),
    `Keychain exercised: ${names('keychain').join(', ') || 'none'}`,
  ];
}

function shellLine(shells, electronIsPresent) {
  const missing = [
    ...(shells.some((name) => name.startsWith('browser')) ? [] : ['browser (its tests did not run)']),
    ...(shells.some((name) => name.startsWith('Electron'))
      ? []
      : [`Electron (${electronIsPresent ? 'its tests did not run' : 'binary not present'})`]),
  ];
  const exercised = `Shells exercised: ${shells.join(', ') || 'none'}`;
  return missing.length === 0 ? exercised : `${exercised}; not exercised: ${missing.join(', ')}`;
}

function readNotes(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')));
}

function hasElectron() {
  return existsSync(join(root, 'node_modules', 'electron', 'dist', 'version'));
}
