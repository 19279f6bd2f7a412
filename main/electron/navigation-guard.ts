import type { Session, WebContents } from 'electron';
import { isOwnAddress } from './app-origin.ts';

/** Addresses that never leave the process, and the developer tools' own. */
const harmless = ['data:', 'blob:', 'devtools:'];

/** Keeps a window's page where it is: no other address, no second window, no page inside the page. */
export function guardContents(contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => {
    if (!isOwnAddress(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isOwnAddress(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isOwnAddress(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

type GuardedSession = Pick<
  Session,
  | 'on'
  | 'setDevicePermissionHandler'
  | 'setPermissionCheckHandler'
  | 'setPermissionRequestHandler'
  | 'setSpellCheckerEnabled'
> & { readonly webRequest: Pick<Session['webRequest'], 'onBeforeRequest'> };

/** Cuts the page off from the network, the devices, downloads and every permission but copying to the clipboard. */
export function guardSession(session: GuardedSession): void {
  session.setPermissionRequestHandler((_contents, permission, decide) => decide(isPermitted(permission)));
  session.setPermissionCheckHandler((_contents, permission) => isPermitted(permission));
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, decide) => decide({ cancel: !mayBeRequested(details.url) }));
}

export function isPermitted(permission: string): boolean {
  return permission === 'clipboard-sanitized-write';
}

export function mayBeRequested(address: string): boolean {
  return isOwnAddress(address) || harmless.some((scheme) => address.startsWith(scheme));
}
