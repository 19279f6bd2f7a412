import type { AppError } from '../../shared/app-error.ts';
import { ok, type Result } from '../../shared/result.ts';
import { saveAnnotation } from './annotations.ts';
import {
  finishRun,
  recordAudit,
  removeBackFill,
  removeSource,
  saveExportJob,
  saveRetentionRule,
  startRun,
  writePreference,
  writeVaultKey,
} from './change-statements.ts';
import { commitPage } from './commit-page.ts';
import { replaceEvents } from './replace-events.ts';
import { replaceCiphertexts } from './reseal.ts';
import { removeEvents } from './retention-remove.ts';
import { saveSource } from './save-source.ts';
import { setSecretState } from './secret-states.ts';
import { type Connection, runAll, type Statement } from './statement.ts';
import type { StoredIds } from './stored-ids.ts';
import type { WriteQueue } from './write-queue.ts';
import type { SecretsChange, Writer } from './writer.ts';

type Work<Value> = (connection: Connection) => Promise<Value>;

/** `afterPage` is told of each stored page, outside its transaction. */
export function createWriter(queue: WriteQueue, storedIds: StoredIds, afterPage: () => void): Writer {
  const news = new SecretsNews();
  return {
    ...plainWrites(queue),
    ...largeWrites(queue, afterPage),
    commitPage: async (page) => {
      const stored = await queue.transaction('store a page of events', (connection) =>
        commitPage(connection, storedIds, page),
      );
      if (!stored.ok) return stored;
      const { counts, regressed } = stored.value;
      afterPage();
      if (regressed > 0 || (counts.stored > 0 && page.secrets.length > 0)) news.tell({ regressed });
      return ok(counts);
    },
    setSecretState: async (state) => {
      const set = await queue.transaction('change the state of a secret', (connection) =>
        setSecretState(connection, state),
      );
      if (!set.ok) return set;
      news.tell({ regressed: 0 });
      return ok(null);
    },
    onSecrets: (listener) => news.listen(listener),
  };
}

class SecretsNews {
  readonly #listeners = new Set<(change: SecretsChange) => void>();

  listen(listener: (change: SecretsChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(change: SecretsChange): void {
    for (const listener of this.#listeners) listener(change);
  }
}

type LargeWrites = Pick<Writer, 'replaceEvents' | 'removeEvents' | 'replaceCiphertexts'>;

/** Those that write as much as a page does. */
function largeWrites(queue: WriteQueue, afterPage: () => void): LargeWrites {
  const write = async <Value>(doing: string, work: Work<Value>) => {
    const written = await queue.transaction(doing, work);
    if (written.ok) afterPage();
    return written;
  };
  return {
    replaceEvents: (replaced) =>
      write('map events again', (connection) => replaceEvents(connection, replaced)),
    removeEvents: (removed) => write('remove old events', (connection) => removeEvents(connection, removed)),
    replaceCiphertexts: async (kind, rows) =>
      nothing(await write('seal values anew', (connection) => replaceCiphertexts(connection, kind, rows))),
  };
}

type PlainWrites = Omit<Writer, keyof LargeWrites | 'commitPage' | 'setSecretState' | 'onSecrets'>;

/** Those that nobody has to be told of. */
function plainWrites(queue: WriteQueue): PlainWrites {
  const write = async (doing: string, work: Work<unknown>) => nothing(await queue.transaction(doing, work));
  const change = (doing: string, statements: readonly Statement[]) =>
    write(doing, (connection) => runAll(connection, statements));
  return {
    startRun: (run) => change('begin a run', startRun(run)),
    finishRun: (run) => change('end a run', finishRun(run)),
    saveSource: (source) => write('save the source', (connection) => saveSource(connection, source)),
    removeBackFill: (sourceId, stream) => change('give up the back-fill', removeBackFill(sourceId, stream)),
    removeSource: (sourceId) => change('remove the source', removeSource(sourceId)),
    writePreference: (key, value) => change('save a preference', writePreference(key, value)),
    saveRetentionRule: (sourceId, rule) =>
      change('save how long events are kept', saveRetentionRule(sourceId, rule)),
    annotate: (annotation) =>
      write('save what you wrote on the event', (connection) => saveAnnotation(connection, annotation)),
    saveExportJob: (job) => change('save the export', saveExportJob(job)),
    recordAudit: (entry) => change('write to the audit log', recordAudit(entry)),
    writeVaultKey: (key) => change("save the vault's wrapped key", writeVaultKey(key)),
  };
}

function nothing<Value>(result: Result<Value, AppError>): Result<null, AppError> {
  return result.ok ? ok(null) : result;
}
