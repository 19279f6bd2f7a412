import type { AppError } from '../../shared/app-error.ts';
import type { Result } from '../../shared/result.ts';
import type { VaultStatus } from '../../shared/vault-status.ts';

/** The vault's key over the life of a workspace. Made by `create-vault-service.ts`. */
export interface VaultService {
  status(): Promise<Result<VaultStatus, AppError>>;
  /**
   * Makes a new master key and a new data key, and seals everything anew under it, while collecting goes on. A crash on
   * the way leaves a workspace that opens, and the next opening ends the work. Fingerprints stay what they are. Backups
   * that the old key would open are replaced by a new one.
   */
  rotate(): Promise<Result<{ sealedAgain: number }, AppError>>;
}
