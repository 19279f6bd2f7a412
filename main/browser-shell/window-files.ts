import { z } from 'zod';
import type { CdpSession } from './cdp-session.ts';

const remoteSchema = z.object({ result: z.object({ objectId: z.string().optional() }) });
const propertiesSchema = z.object({
  result: z.array(
    z.object({ name: z.string(), value: z.object({ objectId: z.string().optional() }).optional() }),
  ),
});
const fileSchema = z.object({ path: z.string() });

/** Handles that Chromium keeps for us, let go together. */
const OBJECT_GROUP = 'keyglass-files';

/**
 * Calls a function of the page that answers with an array of `File`s, and tells where these lie on the disk. The page
 * itself never learns a path. What is no file, or only exists in memory, is left out; so is everything when the page
 * goes away meanwhile.
 */
export async function readFilePaths(
  session: CdpSession,
  call: {
    readonly executionContextId: number;
    readonly functionDeclaration: string;
    readonly arguments?: readonly { readonly value: unknown }[];
    /** As if a person had just pressed something: a dialog opens only then. */
    readonly userGesture?: boolean;
  },
): Promise<string[]> {
  try {
    const answer = await session.send('Runtime.callFunctionOn', {
      ...call,
      awaitPromise: true,
      objectGroup: OBJECT_GROUP,
      silent: true,
    });
    const { objectId } = remoteSchema.parse(answer).result;
    return objectId === undefined ? [] : await pathsOfArray(session, objectId);
  } catch {
    return [];
  } finally {
    await session.send('Runtime.releaseObjectGroup', { objectGroup: OBJECT_GROUP }).catch(() => {});
  }
}

async function pathsOfArray(session: CdpSession, objectId: string): Promise<string[]> {
  const answer = await session.send('Runtime.getProperties', { objectId, ownProperties: true });
  const elements = propertiesSchema.parse(answer).result.filter(({ name }) => /^\d+$/.test(name));
  const paths = await Promise.all(elements.map(({ value }) => pathOfFile(session, value?.objectId)));
  return paths.filter((path) => path !== '');
}

/** Chromium answers with an error for what is no file, and with the empty path for a file that a script made. */
async function pathOfFile(session: CdpSession, objectId: string | undefined): Promise<string> {
  if (objectId === undefined) return '';
  const info = await session.send('DOM.getFileInfo', { objectId }).catch(() => null);
  return fileSchema.safeParse(info).data?.path ?? '';
}

/**
 * Opens the system's dialog from within the page and answers with the chosen `File`s. In the page, not free of it: an
 * element that nothing refers to may be gone before the person has chosen.
 */
export const chooseFilesInPage = `() => new Promise((resolve) => {
  const input = Object.assign(document.createElement('input'), { type: 'file', multiple: true, hidden: true });
  const end = (files) => { input.remove(); resolve(files); };
  input.addEventListener('change', () => end([...input.files]), { once: true });
  input.addEventListener('cancel', () => end([]), { once: true });
  document.body.append(input);
  input.click();
})`;
