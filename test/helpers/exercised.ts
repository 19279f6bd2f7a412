import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Notes that a test really drove this shell or this keychain, so that the summary of `npm test` claims only what ran.
 * Outside `npm test` there is nobody to tell, and nothing happens.
 */
export function noteExercised(part: 'shell' | 'keychain', name: string): void {
  const folder = process.env.KEYGLASS_EXERCISED;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  const file = `${part} ${name}`.replaceAll(/[^\w.-]+/g, '-');
  writeFileSync(join(folder, `${file}.json`), JSON.stringify({ part, name }));
}
