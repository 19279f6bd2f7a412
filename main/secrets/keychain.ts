import type { AppError } from '../../shared/app-error.ts';
import type { Result } from '../../shared/result.ts';

/** The OS keychain behind one interface. Values never appear in an error. */
export interface Keychain {
  /** For people: "GNOME Keyring (Secret Service)", "macOS Keychain", "environment variables of this process". */
  readonly name: string;
  /** Whether what is written outlives the process. */
  readonly persistent: boolean;
  read(account: string): Promise<Result<string | null, AppError>>;
  write(account: string, value: string): Promise<Result<null, AppError>>;
  remove(account: string): Promise<Result<null, AppError>>;
}
