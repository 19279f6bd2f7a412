import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkPage } from '../../electron-checks/check-page.ts';
import { checkScript } from '../../electron-checks/check-script.ts';
import { missingFromWhole } from '../../electron-checks/check-whole.ts';
import { root } from './lock-file.ts';

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const safeWindow = 'contextIsolation: true, sandbox: true, nodeIntegration: false';

/** A violation of each rule, planted; without them a checker that finds nothing would look the same. */
const planted: readonly (readonly [rule: string, code: string])[] = [
  ['NODE_INTEGRATION_JS_CHECK', 'open({ nodeIntegration: true })'],
  ['NODE_INTEGRATION_JS_CHECK', 'open({ nodeIntegrationInWorker: isWorker })'],
  [
    'NODE_INTEGRATION_JS_CHECK',
    'new BrowserWindow({ webPreferences: { contextIsolation: true, sandbox: true } })',
  ],
  ['CONTEXT_ISOLATION_JS_CHECK', 'const preferences = { contextIsolation: false }'],
  ['CONTEXT_ISOLATION_JS_CHECK', 'new BrowserWindow()'],
  ['SANDBOX_JS_CHECK', 'new electron.BrowserWindow({ webPreferences: {} })'],
  [
    'SANDBOX_JS_CHECK',
    'new WebContentsView({ webPreferences: { contextIsolation: true, sandbox: 0, nodeIntegration: false } })',
  ],
  ['WEB_SECURITY_JS_CHECK', 'open({ webSecurity: false })'],
  ['INSECURE_CONTENT_JS_CHECK', "open({ 'allowRunningInsecureContent': true })"],
  ['EXPERIMENTAL_FEATURES_JS_CHECK', 'open({ experimentalFeatures: !0 })'],
  ['BLINK_FEATURES_JS_CHECK', "open({ enableBlinkFeatures: 'CSSVariables' })"],
  ['REMOTE_MODULE_JS_CHECK', 'open({ enableRemoteModule: true })'],
  ['REMOTE_MODULE_JS_CHECK', "import { x } from '@electron/remote/main'"],
  ['REMOTE_MODULE_JS_CHECK', "const remote = require('@electron/remote')"],
  ['WEBVIEW_TAG_JS_CHECK', "open({ ['webviewTag']: true })"],
  ['WEBSQL_JS_CHECK', 'open({ enableWebSQL: true })'],
  ['CERTIFICATE_VERIFY_PROC_JS_CHECK', 'session.setCertificateVerifyProc((_, done) => done(0))'],
  ['CERTIFICATE_VERIFY_PROC_JS_CHECK', 'connect({ rejectUnauthorized: false })'],
  ['CERTIFICATE_ERROR_EVENT_JS_CHECK', "app.on('certificate-error', trust)"],
  ['NODE_TLS_REJECT_UNAUTHORIZED_JS_CHECK', "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'"],
  ['SECURITY_WARNINGS_DISABLED_JS_CHECK', "process.env['ELECTRON_DISABLE_SECURITY_WARNINGS'] = 'true'"],
  ['CUSTOM_ARGUMENTS_JS_CHECK', "app.commandLine.appendSwitch('disable-web-security')"],
  ['CUSTOM_ARGUMENTS_JS_CHECK', "app.commandLine.appendArgument('--no-sandbox')"],
  ['CUSTOM_ARGUMENTS_JS_CHECK', 'app.commandLine.appendSwitch(name)'],
  ['DANGEROUS_FUNCTIONS_JS_CHECK', 'eval(text)'],
  ['DANGEROUS_FUNCTIONS_JS_CHECK', 'new Function(text)'],
  ['DANGEROUS_FUNCTIONS_JS_CHECK', "setTimeout('alert(1)', 0)"],
  ['DANGEROUS_FUNCTIONS_JS_CHECK', 'contents.executeJavaScript(text)'],
  ['DANGEROUS_FUNCTIONS_JS_CHECK', 'row.innerHTML = message'],
  ['DANGEROUS_FUNCTIONS_JS_CHECK', 'frame.srcdoc = message'],
  ['DANGEROUS_FUNCTIONS_JS_CHECK', "cell.insertAdjacentHTML('beforeend', message)"],
  ['DANGEROUS_FUNCTIONS_JS_CHECK', 'document.write(message)'],
  ['DANGEROUS_FUNCTIONS_JS_CHECK', 'const cell = <td dangerouslySetInnerHTML={{ __html: message }} />'],
  ['DANGEROUS_FUNCTIONS_JS_CHECK', 'createElement("td", { dangerouslySetInnerHTML: { __html: message } })'],
  ['OPEN_EXTERNAL_JS_CHECK', 'shell.openExternal(link)'],
  ['OPEN_EXTERNAL_JS_CHECK', "shell?.['openExternal']('file:///etc/passwd')"],
  ['OPEN_PATH_JS_CHECK', 'shell.openPath(path)'],
  ['SHOWITEMINFOLDER_JS_CHECK', 'shell.showItemInFolder(path)'],
  ['WRITE_SHORTCUT_JS_CHECK', 'shell.writeShortcutLink(path, {})'],
  ['PROTOCOL_HANDLER_JS_CHECK', "app.setAsDefaultProtocolClient('keyglass')"],
  ['PROTOCOL_HANDLER_JS_CHECK', "protocol.registerFileProtocol('app', serve)"],
  ['FILE_PROTOCOL_JS_CHECK', "window.loadFile('index.html')"],
  ['HTTP_RESOURCES_JS_CHECK', "window.loadURL('http://example.com/')"],
  ['IPC_SENDER_JS_CHECK', "ipcMain.handle('read', (_, path) => readFile(path))"],
  ['IPC_SENDER_JS_CHECK', "ipcMain.on('quit', quit)"],
  ['LIMIT_NAVIGATION_JS_CHECK', "contents.on('new-window', open)"],
];

describe('the checker for Electron’s pitfalls', () => {
  it.each(planted)('finds %s in %s', (rule, code) => {
    expect(checkScript('planted.tsx', code).map((finding) => finding.rule)).toContain(rule);
  });

  it.each([
    `new BrowserWindow({ webPreferences: { ${safeWindow} } })`,
    'new BrowserWindow(windowOptions({ bounds }))',
    "shell.openExternal('https://example.com/help')",
    "app.commandLine.appendSwitch('disable-background-networking')",
    'setTimeout(() => {}, 5)',
    "queue.on('closed', end)",
    'const { rejectUnauthorized } = settings',
  ])('has nothing against %s', (code) => {
    expect(checkScript('fine.tsx', code)).toEqual([]);
  });

  it.each([
    ['NODE_INTEGRATION_HTML_CHECK', '<webview src="app://x"></webview>'],
    ['ALLOWPOPUPS_HTML_CHECK', '<x-view allowpopups>'],
    ['WEB_SECURITY_HTML_CHECK', '<x-view disablewebsecurity>'],
    ['BLINK_FEATURES_HTML_CHECK', '<x-view enableblinkfeatures="a">'],
    ['HTTP_RESOURCES_HTML_CHECK', '<script src="http://example.com/a.js"></script>'],
    ['HTTP_RESOURCES_HTML_CHECK', '<link href=//example.com/a.css>'],
    ['CSP_HTML_CHECK', '<script>start()</script>'],
    ['CSP_HTML_CHECK', '<body onload="start()">'],
    ['CSP_HTML_CHECK', '<a href="javascript:start()">'],
    ['CSP_HTML_CHECK', '<iframe src="./a.html"></iframe>'],
  ])('finds %s in the page %s', (rule, code) => {
    expect(checkPage('planted.html', code).map((finding) => finding.rule)).toContain(rule);
  });

  it('misses what a main process without any guard lacks', () => {
    expect(missingFromWhole(['new BrowserWindow()'])).toEqual([
      'PERMISSION_REQUEST_HANDLER_GLOBAL_CHECK',
      'LIMIT_NAVIGATION_GLOBAL_CHECK',
      'NODE_INTEGRATION_ATTACH_EVENT_JS_CHECK',
      'CSP_GLOBAL_CHECK',
    ]);
  });
});

describe('the sources', () => {
  const scripts = globSync('{main,renderer,shared}/**/*.{ts,tsx,mjs}', { cwd: root });

  it('break none of its rules, but for three places that have tests of their own', () => {
    expect(scripts.length).toBeGreaterThan(300);
    const findings = scripts.flatMap((file) => checkScript(file.replaceAll('\\', '/'), read(file)));
    expect(findings.map(({ rule, file }) => `${rule} ${file}`).sort()).toEqual([
      // The one channel, whose sender is checked.
      'IPC_SENDER_JS_CHECK main/electron/ipc.ts',
      // Only behind `checkLink`, which takes https addresses alone.
      'OPEN_EXTERNAL_JS_CHECK main/electron/electron-shell.ts',
      'OPEN_EXTERNAL_JS_CHECK main/electron/main.ts',
    ]);
  });

  it('have a page without anything that a policy would have to stop', () => {
    expect(checkPage('renderer/index.html', read('renderer/index.html'))).toEqual([]);
  });

  it('have every guard that the checklist asks for', () => {
    const whole = scripts.filter((file) => /^main.(electron|window)/.test(file)).map(read);
    expect(missingFromWhole(whole)).toEqual([]);
  });
});
