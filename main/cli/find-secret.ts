import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { AppServices } from '../app/app-services.ts';

const FINGERPRINT = /^(?:‹?secret:)?(?:fp:)?([0-9a-f]{4,32})›?$/i;

/** The whole fingerprint for one that may be short, or a marker as records show it: `‹secret:fp:0a1b2c3d›`. */
export async function findSecret({ secrets }: AppServices, given: string): Promise<Result<string, AppError>> {
  const beginning = FINGERPRINT.exec(given.trim())?.[1]?.toLowerCase();
  if (beginning === undefined) {
    return failed(
      appError(
        'invalid-input',
        // Not repeated: it may be a value, given by mistake.
        'This is no fingerprint: those have 4 to 32 hex digits.',
        'See them with: keyglass secret list. To ask for a value: keyglass secret check',
      ),
    );
  }
  const listed = await secrets.list({
    filter: { search: `fp:${beginning}`, states: [], secretTypes: [] },
    sort: { column: 'lastSeen', descending: true },
    offset: 0,
    limit: 2,
  });
  if (!listed.ok) return listed;
  const [found, another] = listed.value.secrets;
  if (found && !another) return ok(found.fingerprint);
  return failed(
    found
      ? appError(
          'invalid-input',
          `Several secrets have a fingerprint that begins with ${beginning}.`,
          'Give more of its digits.',
        )
      : appError(
          'not-found',
          `No secret has the fingerprint ${beginning}.`,
          'See them with: keyglass secret list',
        ),
  );
}
