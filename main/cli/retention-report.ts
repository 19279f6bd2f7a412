import type { RetentionEffect, RetentionRule, RetentionStatus } from '../../shared/retention.ts';
import type { SourceStatus } from '../../shared/source-status.ts';
import type { Workspace } from '../database/workspace.ts';
import { listBackups, workspacePaths } from '../database/workspace-folder.ts';
import type { TextOutput } from './command.ts';
import { formatCount, formatSize, formatTime, isoTime } from './format-values.ts';
import { formatTable, type TableColumn } from './table.ts';

interface Shown {
  readonly status: RetentionStatus;
  readonly workspace: Pick<Workspace, 'folder'>;
}

const statusColumns: readonly TableColumn[] = [
  { title: 'Source' },
  { title: 'Keeps' },
  { title: 'Events', align: 'right' },
  { title: 'Size', align: 'right' },
  { title: 'Oldest' },
];

/** Each of the sources with its rule and what it holds; the file, the last run, and what backups still hold. */
export async function printStatus(
  stdout: TextOutput,
  { status, sources, workspace }: Shown & { readonly sources: readonly SourceStatus[] },
  asJson: boolean,
): Promise<void> {
  const { fileBytes, lastRun, state, clockDoubt } = status;
  const backups = await backupsOf(workspace);
  const shown = sources.flatMap((source) =>
    status.sources.filter(({ sourceId }) => sourceId === source.sourceId).map((held) => ({ source, held })),
  );
  if (asJson) {
    const document = {
      state,
      fileBytes,
      backups,
      sources: shown.map(({ source, held: { oldestEventUs, ...held } }) => ({
        source: source.name,
        ...held,
        oldestEvent: isoTime(oldestEventUs),
      })),
      lastRun: lastRun && runFacts(lastRun),
      clockDoubt,
    };
    await stdout.write(`${JSON.stringify(document)}\n`);
    return;
  }
  const rows = shown.map(({ source, held }) => [
    source.name,
    ruleText(held),
    formatCount(held.events),
    formatSize(held.bytes),
    formatTime(held.oldestEventUs),
  ]);
  const last = lastRun
    ? `Last applied ${formatTime(lastRun.atUs)}: ${removedText(lastRun)}`
    : 'No rule was applied yet.';
  await stdout.write(`${formatTable(statusColumns, rows, stdout.width)}
The file has ${formatSize(fileBytes)}; the sizes above are those of the events as text, before compression.
${last}
${backupsText(backups)}`);
}

const previewColumns: readonly TableColumn[] = [
  { title: 'Source' },
  { title: 'Keeps' },
  { title: 'Would leave', align: 'right' },
  { title: 'From before' },
  { title: 'Would stay though old', align: 'right' },
];

export async function printPreview(
  stdout: TextOutput,
  effects: readonly {
    readonly source: SourceStatus;
    readonly rule: RetentionRule;
    readonly effect: RetentionEffect;
  }[],
  asJson: boolean,
): Promise<void> {
  if (asJson) {
    const preview = effects.map(({ source, rule, effect: { events, beforeUs, kept } }) => ({
      source: source.name,
      sourceId: source.sourceId,
      ...rule,
      events,
      before: isoTime(beforeUs),
      kept,
    }));
    await stdout.write(`${JSON.stringify({ preview })}\n`);
    return;
  }
  const rows = effects.map(({ source, rule, effect: { events, beforeUs, kept } }) => [
    source.name,
    ruleText(rule),
    formatCount(events),
    formatTime(beforeUs),
    formatCount(kept),
  ]);
  await stdout.write(formatTable(previewColumns, rows, stdout.width));
}

/** After a run: what left, what is there now, and the file before and after. */
export async function printRun(
  stdout: TextOutput,
  { status, workspace }: Shown,
  asJson: boolean,
): Promise<void> {
  const { lastRun, state, clockDoubt } = status;
  if (!lastRun) return;
  const kept = status.sources.reduce((sum, { events }) => sum + events, 0);
  const backups = await backupsOf(workspace);
  if (asJson) {
    await stdout.write(`${JSON.stringify({ state, ...runFacts(lastRun), kept, backups, clockDoubt })}\n`);
    return;
  }
  await stdout.write(
    `${removedText(lastRun)}\nThe sources keep ${formatCount(kept)} events.\n${backupsText(backups)}`,
  );
}

type LastRun = NonNullable<RetentionStatus['lastRun']>;

function runFacts({ atUs, ...run }: LastRun) {
  return { at: isoTime(atUs), ...run };
}

function removedText({ removed, fileBytesBefore, fileBytesAfter }: LastRun): string {
  const file =
    fileBytesAfter < fileBytesBefore
      ? `the file went from ${formatSize(fileBytesBefore)} to ${formatSize(fileBytesAfter)}`
      : `the file has ${formatSize(fileBytesAfter)}`;
  return `${formatCount(removed)} ${removed === 1 ? 'event' : 'events'} left; ${file}.`;
}

function ruleText({ keepDays, keepBytes }: RetentionRule): string {
  const parts = [
    ...(keepDays === null ? [] : [keepDays === 1 ? 'one day' : `${formatCount(keepDays)} days`]),
    ...(keepBytes === null ? [] : [formatSize(keepBytes)]),
  ];
  return parts.length === 0 ? 'all' : parts.join(', at most ');
}

async function backupsOf({ folder }: Pick<Workspace, 'folder'>): Promise<number> {
  return (await listBackups(workspacePaths(folder))).length;
}

/** Nothing is hidden: what left is in them until they go. */
function backupsText(backups: number): string {
  if (backups === 0) return '';
  const subject = backups === 1 ? 'The backup holds' : `The ${backups} backups hold`;
  return `${subject} what has left since until newer ones take their place.\n`;
}
