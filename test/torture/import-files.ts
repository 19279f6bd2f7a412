import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceDraft } from '../../shared/ipc/ipc-contract.ts';

const MS_PER_DAY = 86_400_000;
/** Further back than is collected, and into what is collected: the same event by two ways is still one. */
const importedDays = [5, 4, 3, 1];

/** Writes files of vendor records to import, as the vendors answer them now. Answers with the command's words for each. */
export async function writeImportFiles(
  folder: string,
  drafts: readonly SourceDraft[],
  nowMs: number,
): Promise<readonly (readonly string[])[]> {
  const files: (readonly string[])[] = [];
  for (const { vendor, url, credentials } of drafts) {
    const asked = requestsOf[vendor]?.(nowMs, credentials.token ?? '');
    if (asked === undefined) continue;
    const answers = await Promise.all(
      asked.paths.map(async (path) => (await fetch(`${url}${path}`, { headers: asked.headers })).text()),
    );
    const paths = answers.map((_, index) => join(folder, `${vendor}-${index}.json`));
    for (const [index, path] of paths.entries()) await writeFile(path, answers[index] ?? '');
    files.push(['--vendor', vendor, '--stream', asked.stream, ...paths]);
  }
  return files;
}

interface Asked {
  readonly stream: string;
  readonly paths: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
}

const requestsOf: Readonly<Record<string, (nowMs: number, token: string) => Asked>> = {
  entro: (nowMs, token) => ({
    stream: 'audit',
    headers: { authorization: token },
    paths: importedDays.map((days) => {
      const day = (ms: number) => new Date(ms).toISOString().slice(0, 10).split('-').reverse().join('/');
      const fromMs = nowMs - days * MS_PER_DAY;
      return `/v1/scan/auditLogs?from=${day(fromMs)}&to=${day(fromMs + MS_PER_DAY)}`;
    }),
  }),
  sentinelone: (nowMs, token) => ({
    stream: 'activity',
    headers: { authorization: `ApiToken ${token}` },
    paths: importedDays.map((days) => {
      const since = new Date(nowMs - days * MS_PER_DAY).toISOString();
      return `/web/api/v2.1/activities?limit=1000&createdAt__gte=${since}`;
    }),
  }),
};
