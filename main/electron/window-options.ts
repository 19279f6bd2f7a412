import type { BrowserWindowConstructorOptions } from 'electron';
import type { WindowBounds } from '../window/window-bounds.ts';

export interface WindowSettings {
  readonly bounds: WindowBounds;
  readonly preload: string;
  readonly icon: string;
  /** Developer tools are for those who build Keyglass, not for the packaged app. */
  readonly isPackaged: boolean;
}

/** A partition without `persist:` lives in memory: what the page does leaves nothing on disk. */
export const WINDOW_PARTITION = 'keyglass';

export function windowOptions({
  bounds,
  preload,
  icon,
  isPackaged,
}: WindowSettings): BrowserWindowConstructorOptions {
  return {
    title: 'Keyglass',
    width: bounds.width,
    height: bounds.height,
    ...(bounds.left === null || bounds.top === null ? {} : { x: bounds.left, y: bounds.top }),
    minWidth: 960,
    minHeight: 600,
    icon,
    show: false,
    backgroundColor: '#0f1216',
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      partition: WINDOW_PARTITION,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      // The spelling checker fetches its word lists from the network.
      spellcheck: false,
      enableWebSQL: false,
      devTools: !isPackaged,
    },
  };
}
