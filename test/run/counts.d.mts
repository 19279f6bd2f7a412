export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export function countOne(exitCode: number): Counts;
export function countVitest(exitCode: number, reportPath: string): Counts;
export function countPlaywright(exitCode: number, reportPath: string): Counts;
export function sum(all: readonly Counts[]): Counts;
export function countsLine(counts: Counts): string;
