import { appError } from '../../../shared/app-error.ts';
import type { AuditEntry, AuditSubject } from '../../../shared/audit-entry.ts';
import { US_PER_HOUR } from '../../../shared/time-range.ts';
import type { VaultStatus } from '../../../shared/vault-status.ts';
import { FakeFailure, type FakeHandlers } from './create-fake-bridge.ts';

export interface FakeVault {
  /** Throws what main answers while the key is gone. */
  mustBeOpen(): void;
  record(action: string, detail: Record<string, unknown>): void;
  readonly handlers: FakeHandlers;
}

export const lockedVault = appError(
  'vault-locked',
  'The key of the vault is not in the keychain. Secret values can’t be opened; everything else that is stored can be read.',
  'Unlock or restore the keychain this workspace was made with, then start Keyglass again.',
  { detail: 'No entry “keyglass vault” in GNOME Keyring (Secret Service)' },
);

const nowUs = () => Date.now() * 1_000;

/** The vault's state and the audit log that everything with a value writes to. */
export function createFakeVault({ isLocked = false }: { isLocked?: boolean } = {}): FakeVault {
  let rotatedAtUs: number | null = null;
  const entries = olderEntries();
  const record = (action: string, detail: Record<string, unknown>) => {
    entries.unshift({ atUs: nowUs(), action, detail });
  };
  const mustBeOpen = () => {
    if (isLocked) throw new FakeFailure(lockedVault);
  };
  const status = (): VaultStatus => ({
    state: isLocked ? 'locked' : 'open',
    keyFrom: 'GNOME Keyring (Secret Service)',
    secrets: 312,
    rejectedRecords: 15,
    rotatedAtUs,
    problem: isLocked ? lockedVault : null,
  });
  return {
    mustBeOpen,
    record,
    handlers: {
      'vault.status': status,
      'vault.rotate': async () => {
        mustBeOpen();
        await new Promise((resolve) => setTimeout(resolve, 800));
        rotatedAtUs = nowUs();
        record('vault.rotated', { sealedAgain: 327 });
        return { sealedAgain: 327 };
      },
      'audit.list': ({ offset, limit }) => ({
        entries: entries.slice(offset, offset + limit),
        total: entries.length,
        subjects: [...subjectsThere],
      }),
    },
  };
}

/** Of those that the entries name; the others are gone. */
const subjectsThere: readonly AuditSubject[] = [
  { kind: 'secret', id: '3fa9c1d2e4b5a6973fa9c1d2e4b5a697', name: 'AWS_ACCESS_KEY_ID' },
  { kind: 'source', id: 'source-1', name: 'Entro (production)' },
];

function olderEntries(): AuditEntry[] {
  const kinds: readonly Omit<AuditEntry, 'atUs'>[] = [
    {
      action: 'secret.revealed',
      detail: { fingerprint: '3fa9c1d2e4b5a6973fa9c1d2e4b5a697', reason: 'Ticket 4711: is it still valid?' },
    },
    {
      action: 'secret.copied',
      detail: { fingerprint: '3fa9c1d2e4b5a6973fa9c1d2e4b5a697', reason: 'Handing it to its owner' },
    },
    { action: 'export.started', detail: { format: 'csv', path: '/home/analyst/findings.csv', masked: true } },
    { action: 'vault.rotated', detail: { sealedAgain: 298 } },
    {
      action: 'retention.applied',
      detail: { removed: 1_204, bySource: { 'source-1': 1_200, 'source-9': 4 } },
    },
    {
      action: 'secret.revealed',
      detail: { fingerprint: 'f'.repeat(32), secretType: 'JWT', reason: 'Before the restore' },
    },
    { action: 'something-newer', detail: { count: 3 } },
  ];
  return Array.from({ length: 64 }, (_, index) => ({
    atUs: nowUs() - (index + 1) * 7 * US_PER_HOUR,
    ...(kinds[index % kinds.length] ?? { action: 'secret.revealed', detail: {} }),
  }));
}
