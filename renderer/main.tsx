import './no-code-from-text.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { IpcBridge } from '../shared/ipc/ipc-bridge.ts';
import { App } from './app.tsx';
import './design/tokens.css';
import './design/reset.css';
import { createPreferenceStore } from './frame/preference-store.ts';
import { createIpcClient } from './ipc-client.ts';

declare global {
  interface Window {
    readonly keyglass?: IpcBridge;
  }
}

async function start(bridge: IpcBridge, root: HTMLElement): Promise<void> {
  const ipc = createIpcClient(bridge);
  // Before the first frame, so that the window never shows one theme and then the other.
  const kept = await ipc.call('preferences.read', {});
  const preferences = createPreferenceStore(ipc, kept.ok ? kept.value.values : {});
  window.addEventListener('pagehide', () => preferences.flush());
  createRoot(root).render(
    <StrictMode>
      <App ipc={ipc} preferences={preferences} />
    </StrictMode>,
  );
}

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
if (window.keyglass) void start(window.keyglass, root);
else
  root.textContent =
    'This page is the window of Keyglass and does nothing by itself. Start Keyglass instead.';
