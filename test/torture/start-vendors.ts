import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { SourceDraft } from '../../shared/ipc/ipc-contract.ts';
import type { MadeUpTime } from './made-up-time.ts';
import type { FaultMode, Order, Report, VendorFigures, VendorOptions } from './vendor-messages.ts';

export interface Vendors {
  readonly drafts: readonly SourceDraft[];
  setTime(time: MadeUpTime): Promise<void>;
  setFaults(mode: FaultMode): Promise<void>;
  figures(): Promise<VendorFigures>;
  /** Tells of each request that comes in, until the answered function is called. */
  onRequest(tell: () => void): () => void;
  close(): Promise<void>;
}

/** The five vendors in a process of their own. */
export async function startVendors(options: VendorOptions): Promise<Vendors> {
  const script = fileURLToPath(new URL('vendor-process.ts', import.meta.url));
  const child = fork(script, [JSON.stringify(options)], { execArgv: [] });
  const listeners = new Set<() => void>();
  const waiting: ((figures: VendorFigures) => void)[] = [];
  const drafts = await new Promise<readonly SourceDraft[]>((resolve, reject) => {
    child.once('exit', () => reject(new Error('The process of the vendors ended')));
    child.on('message', (report: Report) => {
      if (report.kind === 'ready') resolve(report.drafts);
      if (report.kind === 'done') waiting.shift()?.(report.figures);
      if (report.kind === 'request') for (const tell of listeners) tell();
    });
  });
  const order = (message: Order) =>
    new Promise<VendorFigures>((resolve) => {
      waiting.push(resolve);
      child.send(message);
    });
  return {
    drafts,
    setTime: async (time) => void (await order({ kind: 'time', time })),
    setFaults: async (mode) => void (await order({ kind: 'faults', mode })),
    figures: () => order({ kind: 'figures' }),
    onRequest(tell) {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    close: () => ended(child),
  };
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.disconnect();
  });
}
