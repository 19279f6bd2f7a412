import type { CustomScheme } from 'electron';

/** The page's own scheme: unlike `file:` it has an origin, and reaches nothing but the built page. */
export const APP_ORIGIN = 'app://keyglass';

export const appScheme: CustomScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: true, allowServiceWorkers: false },
};

/** Whether an address is the app's own page or a part of it. Anything that isn't plainly so is not. */
export function isOwnAddress(address: string): boolean {
  const parsed = URL.parse(address);
  // The origin of a scheme that only Chromium knows is opaque to Node, so its parts are compared.
  return (
    parsed !== null &&
    `${parsed.protocol}//${parsed.host}` === APP_ORIGIN &&
    parsed.username === '' &&
    parsed.password === ''
  );
}
