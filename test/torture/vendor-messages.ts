import type { SourceDraft } from '../../shared/ipc/ipc-contract.ts';
import type { MadeUpTime } from './made-up-time.ts';

export type FaultMode =
  | 'none'
  /** Each stream is answered once and refused from then on: where all workspaces of a torture begin alike. */
  | 'first-answers-only'
  | 'all';

/** What the process of the vendors is told. Each is answered with `done`. */
export type Order =
  | { readonly kind: 'time'; readonly time: MadeUpTime }
  | { readonly kind: 'faults'; readonly mode: FaultMode }
  | { readonly kind: 'figures' };

export interface VendorFigures {
  readonly requests: number;
  /** How often each kind of fault was delivered. */
  readonly faults: Readonly<Record<string, number>>;
  /** Events that showed later than they happened, by the torture's own doing. */
  readonly lateEvents: number;
}

export type Report =
  | { readonly kind: 'ready'; readonly drafts: readonly SourceDraft[] }
  | { readonly kind: 'request' }
  | { readonly kind: 'done'; readonly figures: VendorFigures };

/** The arguments of the process. */
export interface VendorOptions {
  readonly seed: string;
  readonly time: MadeUpTime;
}
