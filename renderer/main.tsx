import './no-code-from-text.ts';
import './no-html-from-text.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { IpcBridge } from '../shared/ipc/ipc-bridge.ts';
import { App } from './app.tsx';
import './design/tokens.css';
import './design/reset.css';
import { Opening } from './frame/opening.tsx';
import { createIpcClient } from './ipc-client.ts';

declare global {
  interface Window {
    readonly keyglass?: IpcBridge;
  }
}

function start(bridge: IpcBridge, root: HTMLElement): void {
  const ipc = createIpcClient(bridge);
  createRoot(root).render(
    <StrictMode>
      <Opening ipc={ipc}>{(preferences) => <App ipc={ipc} preferences={preferences} />}</Opening>
    </StrictMode>,
  );
}

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
if (window.keyglass) start(window.keyglass, root);
else
  root.textContent =
    'This page is the window of Keyglass and does nothing by itself. Start Keyglass instead.';
