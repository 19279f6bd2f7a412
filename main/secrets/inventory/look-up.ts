import { setImmediate as nextTurn } from 'node:timers/promises';
import { type AppError, appError } from '../../../shared/app-error.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import type { SecretLookUp, SecretSummary } from '../../../shared/secret-inventory.ts';
import { candidateForms } from './candidate-forms.ts';
import { PrivateKeyBlocks } from './private-key-block.ts';

/** Longer than any key that is handed out; beyond it a file holds something else. In UTF-16 units. */
export const LONGEST_CANDIDATE = 64 * 1_024;

/** Fingerprints in one question. */
const BATCH = 10_000;
const SUMMARIES_IN_A_QUESTION = 1_000;
const SLICE_MS = 6;

export interface LookUpParts {
  fingerprint(value: string): string;
  readKnown(fingerprints: readonly string[], signal?: AbortSignal): Promise<Result<string[], AppError>>;
  readSummaries(
    fingerprints: readonly string[],
    signal?: AbortSignal,
  ): Promise<Result<SecretSummary[], AppError>>;
}

/**
 * Which of the candidates are known, by fingerprint. A candidate is looked at once and forgotten: neither questions nor
 * the answer hold one. Other work of the process goes first every few milliseconds.
 */
export async function lookUp(
  candidates: AsyncIterable<string> | Iterable<string>,
  parts: LookUpParts,
  signal?: AbortSignal,
): Promise<Result<SecretLookUp, AppError>> {
  const work = new LookUp(parts, signal);
  let line = 0;
  let sliceBegan = performance.now();
  for await (const candidate of candidates) {
    line += 1;
    if (signal?.aborted) return failed(cancelled());
    if (candidate.length > LONGEST_CANDIDATE) return failed(tooLong(line));
    work.add(candidate, line);
    if (work.isFull) {
      const asked = await work.ask();
      if (!asked.ok) return asked;
    } else if (performance.now() - sliceBegan > SLICE_MS) {
      await nextTurn();
      sliceBegan = performance.now();
    }
  }
  const asked = await work.ask();
  return asked.ok ? work.answer() : asked;
}

class LookUp {
  readonly #parts: LookUpParts;
  readonly #signal: AbortSignal | undefined;
  readonly #keys = new PrivateKeyBlocks(LONGEST_CANDIDATE);
  /** The first 52 bits of each candidate's fingerprint: a million of them must not take the memory of a million texts. */
  readonly #checked = new Set<number>();
  /** Fingerprint to the first line it comes from. */
  #toAsk = new Map<string, number>();
  readonly #found = new Map<string, number>();

  constructor(parts: LookUpParts, signal: AbortSignal | undefined) {
    this.#parts = parts;
    this.#signal = signal;
  }

  get isFull(): boolean {
    return this.#toAsk.size >= BATCH;
  }

  add(candidate: string, line: number): void {
    const whole = this.#keys.add(candidate, line);
    for (const form of whole?.forms ?? []) this.#addForm(form, whole?.line ?? line);
    const trimmed = candidate.trim();
    if (trimmed === '') return;
    for (const form of candidateForms(candidate)) {
      const fingerprint = this.#addForm(form, line);
      // One of the forms always is.
      if (form === trimmed) this.#checked.add(Number.parseInt(fingerprint.slice(0, 13), 16));
    }
  }

  #addForm(form: string, line: number): string {
    const fingerprint = this.#parts.fingerprint(form);
    if (!this.#toAsk.has(fingerprint)) this.#toAsk.set(fingerprint, line);
    return fingerprint;
  }

  async ask(): Promise<Result<null, AppError>> {
    const asked = this.#toAsk;
    if (asked.size === 0) return ok(null);
    this.#toAsk = new Map();
    const known = await this.#parts.readKnown([...asked.keys()], this.#signal);
    if (!known.ok) return known;
    for (const fingerprint of known.value) {
      const line = asked.get(fingerprint);
      if (line !== undefined && !this.#found.has(fingerprint)) this.#found.set(fingerprint, line);
    }
    return ok(null);
  }

  async answer(): Promise<Result<SecretLookUp, AppError>> {
    const fingerprints = [...this.#found.keys()];
    const found: SecretLookUp['found'] = [];
    for (let from = 0; from < fingerprints.length; from += SUMMARIES_IN_A_QUESTION) {
      const part = fingerprints.slice(from, from + SUMMARIES_IN_A_QUESTION);
      const summaries = await this.#parts.readSummaries(part, this.#signal);
      if (!summaries.ok) return summaries;
      for (const secret of summaries.value) {
        found.push({ line: this.#found.get(secret.fingerprint) ?? 0, secret });
      }
    }
    found.sort((a, b) => a.line - b.line);
    return ok({ checked: this.#checked.size, found });
  }
}

function tooLong(line: number): AppError {
  return appError(
    'invalid-input',
    `Line ${line} is longer than ${LONGEST_CANDIDATE / 1_024} KiB, so this is no list of values. Nothing was answered.`,
    'Give one value a line, or a JSON list of texts.',
  );
}

function cancelled(): AppError {
  return appError('cancelled', 'The look-up was stopped.', 'Start it again if you still want the answer.');
}
