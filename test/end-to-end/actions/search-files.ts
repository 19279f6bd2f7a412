import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The files below the folder that hold the text, as it is or in the forms that programs write it in. */
export async function filesHolding(folder: string, text: string): Promise<string[]> {
  const needles = [
    Buffer.from(text),
    Buffer.from(text, 'utf16le'),
    Buffer.from(Buffer.from(text).toString('base64').replace(/=+$/, '')),
    Buffer.from(Buffer.from(text).toString('hex')),
  ];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  // The app runs on meanwhile, and may take away a file that was listed.
  const contents = await Promise.all(files.map((file) => readFile(file).catch(() => null)));
  return files.filter((_, index) => needles.some((needle) => contents[index]?.includes(needle)));
}
