import { z } from 'zod';

/**
 * Every way in which work can fail that a person has to know of. The renderer switches over `kind` exhaustively;
 * `message` says what happened and what it means for the data, `remedy` what to do, `detail` is the technical part
 * (shown behind "details"). None of the three ever carries a secret.
 */
export const appErrorKinds = [
  'credentials-missing',
  'credentials-rejected',
  'permission-missing',
  'not-found',
  'rate-limited',
  'vendor-unreachable',
  'tls-problem',
  'unexpected-response',
  'insecure-address',
  'invalid-input',
  'query-syntax',
  'query-timed-out',
  'cancelled',
  'keychain-unavailable',
  'vault-locked',
  'workspace-in-use',
  'workspace-invalid',
  'workspace-damaged',
  'disk-full',
  'storage',
  'not-available-yet',
  'internal',
] as const;

export const appErrorSchema = z.object({
  kind: z.enum(appErrorKinds),
  message: z.string(),
  remedy: z.string(),
  detail: z.string().optional(),
  /** For `query-syntax`: where in the query text, as UTF-16 offsets, and what would have been right there. */
  position: z.object({ from: z.number().int(), to: z.number().int() }).optional(),
  expected: z.array(z.string()).optional(),
  /** The vendor's own id of the answer, for its support. */
  traceId: z.string().optional(),
  /** For `rate-limited`: the earliest time of another try, in UTC microseconds. */
  retryAtUs: z.number().optional(),
});

export type AppErrorKind = (typeof appErrorKinds)[number];
export type AppError = z.infer<typeof appErrorSchema>;

export function appError(
  kind: AppErrorKind,
  message: string,
  remedy: string,
  rest: Partial<Omit<AppError, 'kind' | 'message' | 'remedy'>> = {},
): AppError {
  return { kind, message, remedy, ...rest };
}
