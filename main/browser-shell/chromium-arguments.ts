import type { WindowBounds } from '../window/window-bounds.ts';

export interface ChromiumStart {
  readonly profileFolder: string;
  readonly bounds: WindowBounds;
  /** Without Chromium's own sandbox: root can't have it, and some kernels and containers refuse it. */
  readonly withoutSandbox: boolean;
  readonly headless: boolean;
}

/** What stands in the window until the page does: empty, dark or light as the system is. */
const firstPage = 'data:text/html,<title>Keyglass</title><meta name="color-scheme" content="light dark">';

/** Everything that phones home, offers something or keeps something is off, and no name resolves. */
const alwaysArguments = [
  '--remote-debugging-pipe',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-service-autorun',
  '--disable-background-networking',
  '--disable-breakpad',
  '--disable-client-side-phishing-detection',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-sync',
  '--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication,CertificateTransparencyComponentUpdater,InterestFeedContentSuggestions',
  '--deny-permission-prompts',
  '--disable-session-crashed-bubble',
  '--hide-crash-restore-bubble',
  '--metrics-recording-only',
  '--no-pings',
  '--no-proxy-server',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--password-store=basic',
  '--use-mock-keychain',
];

export function chromiumArguments(start: ChromiumStart): readonly string[] {
  const { left, top, width, height } = start.bounds;
  return [
    ...alwaysArguments,
    `--user-data-dir=${start.profileFolder}`,
    `--window-size=${width},${height}`,
    ...(left === null || top === null ? [] : [`--window-position=${left},${top}`]),
    ...(start.withoutSandbox ? ['--no-sandbox', '--test-type'] : []),
    ...(start.headless ? ['--headless=new'] : []),
    `--app=${firstPage}`,
  ];
}
