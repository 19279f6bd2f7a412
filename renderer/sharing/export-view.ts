import type { ExportFormat, ExportJob } from '../../shared/export-job.ts';
import type { Tone } from '../design/badge.tsx';
import { formatBytes, formatCount, formatNumber } from '../design/format-number.ts';
import type { IconName } from '../design/icon-shapes.ts';

export const formatNames = { csv: 'CSV', jsonl: 'JSON Lines', ocsf: 'OCSF', ecs: 'ECS' } as const;

/** What each form is for, in one line. */
export const formatNotes: Readonly<Record<ExportFormat, string>> = {
  csv: 'For spreadsheets. Text that a spreadsheet would run as a formula is made harmless.',
  jsonl: 'For programs: the columns of one event on each line, with types kept.',
  ocsf: 'For a data lake or SIEM that reads OCSF 1.5.0: the whole event on each line.',
  ecs: 'For Elasticsearch: the whole event in Elastic Common Schema, one document on each line.',
};

/** Whole events are exported in these; the others have columns to choose. */
export function hasColumns(format: ExportFormat): boolean {
  return format === 'csv' || format === 'jsonl';
}

const endings: Readonly<Record<ExportFormat, string>> = {
  csv: '.csv',
  jsonl: '.jsonl',
  ocsf: '.ocsf.jsonl',
  ecs: '.ecs.ndjson',
};

export interface ExportJobView {
  readonly fileName: string;
  readonly folder: string;
  readonly format: string;
  readonly state: { readonly text: string; readonly tone: Tone; readonly icon: IconName };
  /** `120 400 of 812 044 events, 31 MB`; of one that did not end well no file is left. */
  readonly amount: string;
}

const states = {
  waiting: { text: 'Waiting', tone: 'neutral', icon: 'clock' },
  running: { text: 'Running', tone: 'accent', icon: 'download' },
  done: { text: 'Done', tone: 'success', icon: 'check' },
  cancelled: { text: 'Cancelled', tone: 'neutral', icon: 'stop' },
  failed: { text: 'Failed', tone: 'failure', icon: 'alert' },
} as const satisfies Record<ExportJob['state'], { text: string; tone: Tone; icon: IconName }>;

export function viewExport(job: ExportJob): ExportJobView {
  const cut = Math.max(job.path.lastIndexOf('/'), job.path.lastIndexOf('\\'));
  const isWhole = job.total === null || job.state === 'done';
  const events = isWhole
    ? formatCount(job.written, 'event')
    : `${formatNumber(job.written)} of ${formatCount(job.total ?? 0, 'event')}`;
  return {
    fileName: job.path.slice(cut + 1),
    folder: job.path.slice(0, Math.max(0, cut)),
    format: formatNames[job.format],
    state: states[job.state],
    amount: `${events}, ${isCutOff(job) ? 'no file kept' : formatBytes(job.bytes)}`,
  };
}

function isCutOff({ state }: ExportJob): boolean {
  return state === 'cancelled' || state === 'failed';
}

/** A name that sorts by time and says what it is: `keyglass-2026-11-20-081403.csv`, UTC. */
export function suggestFileName(format: ExportFormat, nowMs: number): string {
  const stamp = new Date(nowMs).toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '');
  return `keyglass-${stamp}${endings[format]}`;
}

/** The path with the ending of the other format, where it had the ending of the first. */
export function withEnding(path: string, from: ExportFormat, to: ExportFormat): string {
  const ending = endings[from];
  return path.endsWith(ending) ? `${path.slice(0, -ending.length)}${endings[to]}` : path;
}

/** Folder and name with the separator that the folder itself uses. */
export function joinPath(folder: string, name: string): string {
  const separator = folder.includes('\\') && !folder.includes('/') ? '\\' : '/';
  return folder.endsWith(separator) ? `${folder}${name}` : `${folder}${separator}${name}`;
}
