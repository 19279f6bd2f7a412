/** What has to be somewhere in the main process as a whole, and what its absence is called. */
const needed: Readonly<Record<string, readonly RegExp[]>> = {
  PERMISSION_REQUEST_HANDLER_GLOBAL_CHECK: [
    /\.setPermissionRequestHandler\(/,
    /\.setPermissionCheckHandler\(/,
    /\.setDevicePermissionHandler\(/,
  ],
  LIMIT_NAVIGATION_GLOBAL_CHECK: [
    /\.on\(\s*["']will-navigate["']/,
    /\.on\(\s*["']will-frame-navigate["']/,
    /\.on\(\s*["']will-redirect["']/,
    /\.setWindowOpenHandler\(/,
  ],
  NODE_INTEGRATION_ATTACH_EVENT_JS_CHECK: [/\.on\(\s*["']will-attach-webview["']/],
  CSP_GLOBAL_CHECK: [/["']Content-Security-Policy["']/],
};

/** The rules that nothing in the texts answers to. */
export function missingFromWhole(texts: readonly string[]): readonly string[] {
  const whole = texts.join('\n');
  return Object.keys(needed).filter((rule) => !needed[rule]?.every((pattern) => pattern.test(whole)));
}
