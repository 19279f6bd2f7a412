import { type AppError, appError } from '../../../shared/app-error.ts';
import type { AppInfo } from '../../../shared/app-info.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import { readPreferences } from '../../database/preference-reader.ts';
import { maskTexts } from '../../export/json-lines.ts';
import type { AppServices } from '../app-services.ts';
import { checkLink } from '../check-link.ts';
import type { ClearingClipboard } from '../clipboard.ts';
import type { Shell } from '../shell.ts';
import { type HandlersOf, named, nothing } from './handler-types.ts';

export function appHandlers(
  { workspace, egress, reportBug }: AppServices,
  shell: Shell,
  clipboard: ClearingClipboard,
  info: AppInfo,
): HandlersOf<'app' | 'preferences' | 'clipboard'> {
  return {
    'app.info': async () => ok(info),
    'app.quit': async () => {
      // While there is still a window to do it with.
      await clipboard.clear();
      shell.quit();
      return ok({});
    },
    'app.chooseSavePath': async ({ suggestedName }) =>
      ok({ path: await shell.chooseSavePath(suggestedName) }),
    'app.chooseFiles': async () => ok({ paths: [...(await shell.chooseFiles())] }),
    'app.openLink': ({ address }) => openLink(shell, address),
    'app.reportProblem': async ({ view, problem }) => {
      reportBug(`view ${view}`, problem);
      return ok({});
    },
    'clipboard.write': async ({ text }) => {
      const masked = egress.text(text);
      const written = await clipboard.write(masked);
      return written.ok ? ok({ isMasked: masked !== text }) : written;
    },
    'preferences.read': () => named('values', readPreferences(workspace.readers)),
    // A query that is remembered may have been for a value that was exposed.
    'preferences.write': ({ key, value }) =>
      nothing(workspace.writer.writePreference(egress.text(key), maskTexts(value, egress.text))),
  };
}

async function openLink(shell: Shell, address: string): Promise<Result<Record<string, never>, AppError>> {
  const checked = checkLink(address);
  if (!checked.ok) return checked;
  if (await shell.openLink(checked.value)) return ok({});
  return failed(
    appError('internal', 'The link could not be opened in a browser.', 'Copy it and open it by hand.'),
  );
}
