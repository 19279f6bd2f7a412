/** What can go wrong between a vendor and Keyglass. `Data` is what the vendor's API answers with. */
export type Fault<Data> =
  | {
      readonly kind: 'status';
      readonly status: number;
      /** Seconds, or an HTTP date; the header is absent without it. */
      readonly retryAfter?: number | string;
      readonly body?: string;
    }
  | { readonly kind: 'html'; readonly status?: number }
  | { readonly kind: 'cut-off-json' }
  | { readonly kind: 'reset-before-answer' }
  | { readonly kind: 'reset-in-body' }
  /** The answer is whole, the connection dies right behind it, though it was to be kept. */
  | { readonly kind: 'reset-after-answer' }
  /** Nothing is answered before the promise settles, or the tenant closes. */
  | { readonly kind: 'slow'; readonly until: Promise<unknown> }
  | { readonly kind: 'endless-body' }
  | { readonly kind: 'redirect'; readonly to: string }
  /** JSON that is not this API's. */
  | { readonly kind: 'other-json'; readonly body: unknown }
  | { readonly kind: 'data'; readonly change: (data: Data, request: FaultyRequest) => Data };

export interface FaultyRequest {
  readonly method: string;
  readonly url: URL;
}

export interface FaultRule {
  /** How many requests it hits; all of them if left out. */
  readonly times?: number;
  /** Which requests it hits; all of them if left out. */
  readonly when?: (request: FaultyRequest) => boolean;
}

/** Switched while the tenant runs. Where several fit a request, one of transport hides those of data. */
export interface Faults<Data> {
  /** Answers with a function that takes the fault away again. */
  inject(fault: Fault<Data>, rule?: FaultRule): () => void;
  /** Decides anew at each request, besides what is injected; null ends that. */
  choose(chooser: ((request: FaultyRequest) => readonly Fault<Data>[]) | null): void;
  /** Takes all of them away, chosen ones too. */
  clear(): void;
}

export interface FaultSwitchboard<Data> extends Faults<Data> {
  /** The faults that hit this request; counts them as used. */
  take(request: FaultyRequest): readonly Fault<Data>[];
}

export function createFaults<Data>(): FaultSwitchboard<Data> {
  const active = new Set<{ fault: Fault<Data>; rule: FaultRule; left: number }>();
  let chosenFor: (request: FaultyRequest) => readonly Fault<Data>[] = () => [];
  return {
    inject(fault, rule = {}) {
      const entry = { fault, rule, left: rule.times ?? Number.POSITIVE_INFINITY };
      active.add(entry);
      return () => active.delete(entry);
    },
    choose(chooser) {
      chosenFor = chooser ?? (() => []);
    },
    clear() {
      active.clear();
      chosenFor = () => [];
    },
    take(request) {
      const hits = [...active].filter(({ rule }) => rule.when?.(request) ?? true);
      for (const entry of hits) {
        entry.left -= 1;
        if (entry.left <= 0) active.delete(entry);
      }
      return [...hits.map(({ fault }) => fault), ...chosenFor(request)];
    },
  };
}
