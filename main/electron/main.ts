import { homedir } from 'node:os';
import { fileURLToPath } from 'node:url';
import {
  app,
  type BrowserWindow,
  clipboard,
  shell as desktop,
  dialog,
  ipcMain,
  Menu,
  Notification,
  protocol,
  session,
} from 'electron';
import { reportCrashes } from '../app/crash-reports.ts';
import { defaultWorkspaceFolder } from '../app/default-workspace.ts';
import { makeFilesForOwnerOnly } from '../app/own-files-only.ts';
import { startAppHost } from '../app/start-app-host.ts';
import { createEgress } from '../secrets/create-egress.ts';
import { takeEnvironment } from '../secrets/environment-keychain.ts';
import { createWindowAssets } from '../window/window-assets.ts';
import { windowBoundsFile } from '../window/window-bounds.ts';
import { readAppArguments, userDataFolder } from './app-arguments.ts';
import { APP_ORIGIN, appScheme } from './app-origin.ts';
import { serveApp } from './app-protocol.ts';
import { createElectronShell } from './electron-shell.ts';
import { answerCalls } from './ipc.ts';
import { menuTemplate } from './menu.ts';
import { guardContents, guardSession } from './navigation-guard.ts';
import { openMainWindow } from './open-main-window.ts';
import { WINDOW_PARTITION } from './window-options.ts';

makeFilesForOwnerOnly();
// Before Electron starts a process of its own.
const env = takeEnvironment(process.env);
const egress = createEgress();
const crashes = reportCrashes({
  egress,
  say: (line) => void process.stderr.write(`${line}\n`),
  end: (exitCode) => app.exit(exitCode),
});
const appArguments = readAppArguments(process.argv);

// Chromium itself asks for nothing; the vendors are asked by Node, which these switches don't reach.
app.commandLine.appendSwitch('disable-background-networking');
app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
app.commandLine.appendSwitch('force-webrtc-ip-handling-policy', 'disable_non_proxied_udp');
protocol.registerSchemesAsPrivileged([appScheme]);
// Before there is any: whatever page comes to be, however it does, is guarded from its first moment.
app.on('web-contents-created', (_event, contents) => guardContents(contents));
const defaultWorkspace = defaultWorkspaceFolder(env, process.platform, homedir());
app.setPath('userData', userDataFolder(defaultWorkspace, appArguments));

if (app.requestSingleInstanceLock()) app.whenReady().then(run).catch(endWithBug);
else app.quit();

async function run(): Promise<void> {
  let window: BrowserWindow | null = null;
  const shell = createElectronShell({
    dialog,
    clipboard,
    openExternal: (address) => desktop.openExternal(address),
    window: () => (window?.isDestroyed() ? null : window),
    downloadsFolder: () => app.getPath('downloads'),
    makeNotification: (title, body) =>
      Notification.isSupported() ? new Notification({ title, body }) : null,
    quit: () => app.quit(),
  });
  const host = startAppHost({ ...appArguments, shell, env, egress, crashes });
  let isClosed = false;
  app.on('before-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    void host.close().finally(() => {
      isClosed = true;
      app.quit();
    });
  });
  app.on('window-all-closed', () => app.quit());
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());

  const windowSession = session.fromPartition(WINDOW_PARTITION);
  guardSession(windowSession);
  serveApp(
    windowSession.protocol,
    createWindowAssets(fileURLToPath(new URL('../renderer', import.meta.url)), APP_ORIGIN),
  );
  answerCalls(ipcMain, host);
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, app.isPackaged)));
  window = await openMainWindow(windowBoundsFile());
}

function endWithBug(bug: unknown): void {
  dialog.showErrorBox(
    'Keyglass could not start',
    egress.text(bug instanceof Error ? bug.message : String(bug)),
  );
  app.exit(1);
}
