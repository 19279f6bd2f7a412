import type { AppError } from '../../shared/app-error.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { SourceRecord } from '../database/writer.ts';
import type { Clock } from './clock.ts';
import type { Dispatchers } from './dispatchers.ts';
import { createRequestBudget, type RequestBudget } from './request-budget.ts';
import { limitsOf } from './request-limits.ts';
import { createSourceAccess, type SourceAccess } from './source-access.ts';
import type { SourceContext, VendorDefinition } from './stream-definition.ts';

export interface KeptAccessesParts {
  readonly clock: Clock;
  readonly random: () => number;
  readonly dispatchers: Dispatchers;
}

/** Keeps for each source what its runs share: its access (with the credentials, in memory only) and its budget. */
export class KeptAccesses {
  readonly #parts: KeptAccessesParts;
  readonly #closing = new AbortController();
  readonly #accesses = new Map<string, { readonly key: string; readonly access: SourceAccess }>();
  /** They outlive the accesses: new credentials give no second helping of requests. */
  readonly #budgets = new Map<string, RequestBudget>();

  constructor(parts: KeptAccessesParts) {
    this.#parts = parts;
  }

  /** One for as long as address, settings and credentials stay as they are. */
  async of(
    source: SourceRecord,
    vendor: VendorDefinition,
    context: SourceContext,
  ): Promise<Result<SourceAccess, AppError>> {
    const { clock, random, dispatchers } = this.#parts;
    const opened = await dispatchers.of(context.settings);
    if (!opened.ok) return opened;
    const dispatcher = opened.value;
    const key = JSON.stringify(context);
    const known = this.#accesses.get(source.sourceId);
    if (known?.key === key && known.access.dispatcher === dispatcher) return ok(known.access);
    const budget = this.#budgetOf(source, vendor);
    const { signal } = this.#closing;
    const ofRun = { clock, random, dispatcher, signal, isImpatient: false };
    const access = createSourceAccess({ ...ofRun, vendor, context, budget });
    this.#accesses.set(source.sourceId, { key, access });
    return ok(access);
  }

  /** A person wants to try again what was rejected before. */
  forgetRejection(sourceId: string): void {
    this.#accesses.get(sourceId)?.access.sessions.forgetRejection();
  }

  /** The source is gone, and its credentials with it. */
  forget(sourceId: string): void {
    this.#accesses.delete(sourceId);
  }

  /** Ends logins that go on, and those that would begin. */
  endLogins(): void {
    this.#closing.abort();
  }

  #budgetOf(source: SourceRecord, vendor: VendorDefinition): RequestBudget {
    const key = `${source.sourceId} ${source.url}`;
    const known =
      this.#budgets.get(key) ?? createRequestBudget(this.#parts.clock, limitsOf(vendor, source.url));
    this.#budgets.set(key, known);
    return known;
  }
}
