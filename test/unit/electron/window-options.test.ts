import { describe, expect, it } from 'vitest';
import { windowOptions } from '../../../main/electron/window-options.ts';
import { firstBounds } from '../../../main/window/window-bounds.ts';

const settings = {
  bounds: firstBounds,
  preload: '/app/preload.cjs',
  icon: '/app/icon.png',
  isPackaged: true,
};

describe('the options of the Electron window', () => {
  it('give the page neither Node nor the network nor a way around the sandbox', () => {
    expect(windowOptions(settings).webPreferences).toEqual({
      preload: '/app/preload.cjs',
      partition: 'keyglass',
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
      spellcheck: false,
      enableWebSQL: false,
      devTools: false,
    });
  });

  it('offer developer tools only from a checkout', () => {
    expect(windowOptions({ ...settings, isPackaged: false }).webPreferences?.devTools).toBe(true);
  });

  it('let the system place a window that has never been anywhere', () => {
    const options = windowOptions(settings);

    expect(options).toMatchObject({ width: 1_280, height: 800 });
    expect(options).not.toHaveProperty('x');
  });

  it('put the window back where it was', () => {
    const bounds = { left: -1_200, top: 40, width: 1_000, height: 700 };

    expect(windowOptions({ ...settings, bounds })).toMatchObject({
      x: -1_200,
      y: 40,
      width: 1_000,
      height: 700,
    });
  });
});
