import { join } from 'node:path';
import { type Logger, pino } from 'pino';

export type { Logger };

/**
 * The log of one workspace, JSON lines in `logs/keyglass.log`. Every line passes `mask` as text before it is written,
 * so that no field, however deep, gets out unmasked.
 */
export function openLogger(logFolder: string, mask: (text: string) => string): Logger {
  const file = pino.destination({
    dest: join(logFolder, 'keyglass.log'),
    append: true,
    mkdir: true,
    mode: 0o600,
    // Lines are few, and the last one before a crash is the one that counts.
    sync: true,
  });
  return pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime },
    { write: (line: string) => void file.write(mask(line)) },
  );
}
