import type { AppError } from '../../shared/app-error.ts';

/**
 * The one way out: clipboard, exports, logs, error texts, crash reports, notifications, window titles. Made by
 * `create-egress.ts`, once for an app.
 */
export interface Egress {
  /**
   * The text with every secret out of it: credentials by their form, by the header or parameter that they stand in, the
   * credentials of this app's own sources, and every value that the vault has ever lifted, known by its fingerprint. The
   * markers of lifted values (`‹secret:fp:…›`) stay.
   */
  text(text: string): string;
  /** The same for every text of a failure. */
  error(error: AppError): AppError;
  /**
   * The same for rows that were already stored, which hold markers for what was lifted from themselves, but may hold in
   * clear what was lifted from another: fast enough for every line of an export. Leaves values in base64 and the like
   * alone, and those that are an ordinary word or shorter than six characters.
   */
  stored(text: string): string;
  /** When the values of earlier runs are known: what lets out stored texts waits for it. Never rejects. */
  ready(): Promise<void>;
}
