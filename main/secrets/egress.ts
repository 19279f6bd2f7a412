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
   * The same for rows that were already stored, whose lifted values are markers: without the look at each word, which
   * would cost more than the export.
   */
  stored(text: string): string;
}
