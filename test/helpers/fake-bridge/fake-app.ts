import { appError } from '../../../shared/app-error.ts';
import type { AppInfo } from '../../../shared/app-info.ts';
import { FakeFailure, type FakeHandlers } from './create-fake-bridge.ts';

export function anAppInfo(over: Partial<AppInfo> = {}): AppInfo {
  return {
    version: '0.1.0',
    shell: 'browser',
    platform: 'linux',
    workspace: { folder: '/home/analyst/.local/share/keyglass/workspace', sample: false },
    keychain: { available: true, name: 'GNOME Keyring (Secret Service)', problem: null },
    notices: [],
    exportFolder: '/home/analyst/Documents/keyglass',
    canChooseFiles: false,
    ...over,
  };
}

export const noKeychain: AppInfo['keychain'] = {
  available: false,
  name: 'none',
  problem: appError(
    'keychain-unavailable',
    'There is no keychain, so tokens can’t be kept and nothing new is collected. What is stored can be read.',
    'Install and unlock gnome-keyring, then start Keyglass again.',
    { detail: 'org.freedesktop.secrets was not provided by any .service files' },
  ),
};

export function fakeAppHandlers(info: AppInfo): FakeHandlers {
  return {
    'app.info': () => info,
    'app.quit': () => ({}),
    'app.chooseSavePath': ({ suggestedName }) => ({ path: `${info.exportFolder}/${suggestedName}` }),
    // Made-up values begin so; main would mask them.
    'clipboard.write': ({ text }) => ({ isMasked: text.includes('fake-secret-') }),
    'app.reportProblem': () => ({}),
    'app.openLink': ({ address }) => {
      if (address.startsWith('https:')) return {};
      throw new FakeFailure(
        appError('insecure-address', 'Only https addresses are opened.', 'Copy the address instead.'),
      );
    },
  };
}
