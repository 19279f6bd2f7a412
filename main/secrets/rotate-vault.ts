import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { SealedKind, SealedRow } from '../database/reseal.ts';
import type { MasterKeys } from './master-keys.ts';
import type { RingVault } from './ring-vault.ts';
import { isKeyOf, KEY_BYTES, type KeyRing, type StoredVaultKey, wrapRing } from './vault-keys.ts';

/** What changing the key works on; each of these may fail, or be the last thing that happens before a crash. */
export interface RotationParts {
  readonly workspaceId: string;
  /** The app's own, which services hold. */
  readonly vault: RingVault;
  readonly masterKeys: MasterKeys;
  readVaultKey(): Promise<Result<StoredVaultKey | null, AppError>>;
  writeVaultKey(key: StoredVaultKey): Promise<Result<null, AppError>>;
  readonly sealedKinds: readonly SealedKind[];
  readSealed(kind: SealedKind, afterId: string): Promise<Result<SealedRow[], AppError>>;
  replaceCiphertexts(kind: SealedKind, rows: readonly SealedRow[]): Promise<Result<null, AppError>>;
  /** Through the queue that all changes of the file go through. */
  recordAudit(action: string, detail: Readonly<Record<string, unknown>>): Promise<Result<null, AppError>>;
  /** Removes what the old key could open: blocks of the file that are free by now, and backups. */
  removeTraces(): Promise<Result<null, AppError>>;
  randomBytes(size: number): Uint8Array;
  readonly signal: AbortSignal;
}

/**
 * The first half of a change of keys, after which the new ones are in use. The keychain keeps the new master key beside
 * the old one before the file is wrapped with it: whichever of the two the file has after a crash, the key for it is
 * there. `finishRotation` does the rest, now or at the next opening.
 */
export async function beginRotation(parts: RotationParts): Promise<Result<null, AppError>> {
  const { vault, masterKeys, workspaceId, randomBytes } = parts;
  const current = await masterKey(parts);
  if (!current.ok) return current;
  const next = await masterKeys.next(current.value);
  if (!next.ok) return next;
  const { fingerprintKey, dataKeys } = vault.ring();
  const ring: KeyRing = {
    fingerprintKey,
    dataKeys: [randomBytes(KEY_BYTES), dataKeys[0]],
    stage: 'sealing',
  };
  const written = await parts.writeVaultKey(wrapRing(ring, next.value, workspaceId, randomBytes));
  if (!written.ok) return written;
  vault.use(ring);
  return masterKeys.promote(next.value);
}

/**
 * Seals anew what the old key sealed, and drops the old key once there is nothing left. Harmless when repeated: it goes
 * on from the stage that the file is in. Answers with how many were sealed anew.
 */
export async function finishRotation(parts: RotationParts): Promise<Result<number, AppError>> {
  const { vault, masterKeys } = parts;
  const master = await masterKey(parts);
  if (!master.ok) return master;
  const write = async (ring: KeyRing) => {
    const stored = wrapRing(ring, master.value, parts.workspaceId, parts.randomBytes);
    const written = await parts.writeVaultKey(stored);
    if (written.ok) vault.use(ring);
    return written;
  };
  // A page that was on its way to the file when the key changed is in it once this is.
  const begun = await parts.recordAudit('vault.rotation-started', {});
  if (!begun.ok) return begun;
  const { fingerprintKey, dataKeys, stage } = vault.ring();
  const ring: KeyRing = { fingerprintKey, dataKeys: [dataKeys[0]], stage: 'cleaning' };
  const sealed = stage === 'sealing' ? await sealAllAnew(parts) : ok(0);
  if (!sealed.ok) return sealed;
  const dropped = stage === 'sealing' ? await write(ring) : ok(null);
  if (!dropped.ok) return dropped;
  const removed = await parts.removeTraces();
  if (!removed.ok) return removed;
  const recorded = await parts.recordAudit('vault.rotated', { sealedAgain: sealed.value });
  if (!recorded.ok) return recorded;
  const forgotten = await masterKeys.forgetOthers();
  if (!forgotten.ok) return forgotten;
  const settled = await write({ ...ring, stage: 'settled' });
  return settled.ok ? sealed : settled;
}

async function masterKey(parts: RotationParts): Promise<Result<Uint8Array, AppError>> {
  const stored = await parts.readVaultKey();
  if (!stored.ok) return stored;
  const { value } = stored;
  if (value === null) throw new Error('An open vault has a stored key');
  return parts.masterKeys.find((key) => isKeyOf(value, key, parts.workspaceId));
}

/** Pass after pass, until one finds nothing under an earlier key. */
async function sealAllAnew(parts: RotationParts): Promise<Result<number, AppError>> {
  let total = 0;
  for (;;) {
    let inPass = 0;
    for (const kind of parts.sealedKinds) {
      const sealed = await sealKindAnew(kind, parts);
      if (!sealed.ok) return sealed;
      inPass += sealed.value;
    }
    total += inPass;
    if (inPass === 0) return ok(total);
  }
}

async function sealKindAnew(kind: SealedKind, parts: RotationParts): Promise<Result<number, AppError>> {
  let count = 0;
  let afterId = '';
  for (;;) {
    if (parts.signal.aborted) return failed(cutOff());
    const piece = await parts.readSealed(kind, afterId);
    if (!piece.ok) return piece;
    const last = piece.value.at(-1);
    if (last === undefined) return ok(count);
    afterId = last.id;
    const anew = sealPieceAnew(piece.value, parts.vault);
    const replaced = anew.length === 0 ? ok(null) : await parts.replaceCiphertexts(kind, anew);
    if (!replaced.ok) return replaced;
    count += anew.length;
  }
}

/** What no key opens stays as it is: damaged, it can't be sealed anew, and must not keep the others from being. */
function sealPieceAnew(piece: readonly SealedRow[], vault: RingVault): SealedRow[] {
  return piece.flatMap(({ id, ciphertext }) => {
    try {
      const anew = vault.sealedAnew(ciphertext, id);
      return anew === null ? [] : [{ id, ciphertext: anew }];
    } catch {
      return [];
    }
  });
}

function cutOff(): AppError {
  return appError(
    'cancelled',
    'The vault has its new key, and not everything is sealed with it yet.',
    'Nothing to do: the rest is sealed anew when Keyglass is opened next.',
  );
}
