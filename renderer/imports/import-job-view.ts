import type { ImportJob } from '../../shared/import-job.ts';
import type { CompareOperator, QueryNode } from '../../shared/query/query-node.ts';
import { and, valueIs } from '../../shared/query/query-node.ts';
import type { VendorDescriptor } from '../../shared/vendor-descriptor.ts';
import type { Tone } from '../design/badge.tsx';
import { formatCount, formatNumber } from '../design/format-number.ts';
import { formatTime } from '../design/format-time.ts';
import type { IconName } from '../design/icon-shapes.ts';
import { fieldSpelling } from '../explore/state/field-filter.ts';

export interface ImportJobView {
  /** `Microsoft Entra ID · Interactive sign-ins` */
  readonly title: string;
  /** `2 files`, or the one file's name. */
  readonly files: string;
  readonly state: { readonly text: string; readonly tone: Tone; readonly icon: IconName };
  /** The four numbers of every run; the first is the sum of the others once it has ended. */
  readonly counts: readonly { readonly id: string; readonly label: string; readonly value: number }[];
  readonly isRunning: boolean;
}

const states = {
  running: { text: 'Importing', tone: 'accent', icon: 'download' },
  done: { text: 'Done', tone: 'success', icon: 'check' },
  cancelled: { text: 'Cancelled', tone: 'neutral', icon: 'stop' },
  failed: { text: 'Failed', tone: 'failure', icon: 'alert' },
} as const satisfies Record<ImportJob['state'], { text: string; tone: Tone; icon: IconName }>;

export function viewImport(job: ImportJob, vendors: readonly VendorDescriptor[]): ImportJobView {
  const { received, stored, duplicate, rejected, unmapped } = job.counts;
  const [first = ''] = job.files;
  return {
    title: streamTitle(vendors, job.vendor, job.stream),
    files: job.files.length === 1 ? fileName(first) : formatCount(job.files.length, 'file'),
    state: states[job.state],
    counts: [
      { id: 'received', label: 'Received', value: received },
      { id: 'stored', label: 'Stored', value: stored },
      { id: 'duplicate', label: 'Known already', value: duplicate },
      { id: 'rejected', label: 'Rejected', value: rejected },
      ...(unmapped > 0 ? [{ id: 'unmapped', label: 'Of unknown kind', value: unmapped }] : []),
    ],
    isRunning: job.state === 'running',
  };
}

export function streamTitle(vendors: readonly VendorDescriptor[], vendor: string, stream: string): string {
  const known = vendors.find((candidate) => candidate.vendor === vendor);
  const title = known?.streams.find(({ name }) => name === stream)?.title ?? stream;
  return `${known?.title ?? vendor} · ${title}`;
}

export function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** One line for a message: `1 204 stored, 3 known already, 1 rejected`. */
export function summariseImport({ counts }: ImportJob): string {
  const parts = [
    `${formatNumber(counts.stored)} stored`,
    ...(counts.duplicate > 0 ? [`${formatNumber(counts.duplicate)} known already`] : []),
    ...(counts.rejected > 0 ? [`${formatNumber(counts.rejected)} rejected`] : []),
  ];
  return parts.join(', ');
}

/** The events that the import stored: those of its stream that were received while it ran. */
export function importedEvents(job: ImportJob): QueryNode {
  const bound = (operator: CompareOperator, timeUs: number): QueryNode => ({
    kind: 'compare',
    field: fieldSpelling('received_at'),
    operator,
    value: isoTime(timeUs),
    quoted: true,
  });
  return and(
    ...(job.sourceId === null
      ? [valueIs(fieldSpelling('vendor'), job.vendor)]
      : [valueIs(fieldSpelling('source_id'), job.sourceId)]),
    valueIs(fieldSpelling('stream'), job.stream),
    bound('gte', job.startedAtUs),
    ...(job.finishedAtUs === null ? [] : [bound('lte', job.finishedAtUs)]),
  );
}

/** To the microsecond, as the events' own times of receipt are. */
function isoTime(timeUs: number): string {
  const finest = String(Math.floor(timeUs) % 1_000).padStart(3, '0');
  return `${formatTime(timeUs, 'utc').replace(' ', 'T')}${finest}Z`;
}
