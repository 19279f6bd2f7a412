import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, dialog } from 'electron';
import { readWindowBounds, writeWindowBounds } from '../window/window-bounds.ts';
import { APP_ORIGIN } from './app-origin.ts';
import { windowOptions } from './window-options.ts';

/** Opens the window where it last was, and shows it when there is something to see. */
export async function openMainWindow(boundsFile: string): Promise<BrowserWindow> {
  const window = new BrowserWindow(
    windowOptions({
      bounds: readWindowBounds(boundsFile),
      preload: fileURLToPath(new URL('preload.cjs', import.meta.url)),
      icon: fileURLToPath(new URL('../../resources/icons/keyglass-512.png', import.meta.url)),
      isPackaged: app.isPackaged,
    }),
  );
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    const { x, y, width, height } = window.getNormalBounds();
    writeWindowBounds(boundsFile, { left: x, top: y, width, height });
  });
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') void offerReload(window);
  });
  await window.loadURL(`${APP_ORIGIN}/`);
  return window;
}

async function offerReload(window: BrowserWindow): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'The window stopped working.',
    detail: 'Everything collected so far is stored, and collecting goes on.',
    buttons: ['Open it again', 'Quit'],
  });
  if (response === 0) window.reload();
  else app.quit();
}
