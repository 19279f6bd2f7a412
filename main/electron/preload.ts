import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { IpcBridge } from '../../shared/ipc/ipc-bridge.ts';
import { CALL_CHANNEL, EVENT_CHANNEL } from './channels.ts';
import { pathsOfFiles } from './file-paths.ts';

/** Forwards, and gives the page nothing else of Electron. */
const bridge: IpcBridge = {
  call: (name, input) => ipcRenderer.invoke(CALL_CHANNEL, name, input),
  on: (name, listener) => {
    const forward = (_event: unknown, sent: string, payload: unknown): void => {
      if (sent === name) listener(payload);
    };
    ipcRenderer.on(EVENT_CHANNEL, forward);
    return () => {
      ipcRenderer.removeListener(EVENT_CHANNEL, forward);
    };
  },
  pathsOfFiles: async (files) =>
    pathsOfFiles(files as readonly File[], (file) => webUtils.getPathForFile(file)),
};

contextBridge.exposeInMainWorld('keyglass', bridge);
