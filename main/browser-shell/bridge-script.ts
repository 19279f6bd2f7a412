/** What the page calls main through. The script takes it away from the page before any other script runs. */
export const CALL_BINDING = '__keyglassCall';
/** What main calls the page through. */
export const RECEIVE_FUNCTION = '__keyglassReceive';
/** Hands over, once, the files that the page asks the paths of. */
export const TAKE_FILES_FUNCTION = '__keyglassTakeFiles';

/**
 * Runs in the page before anything else and makes `window.keyglass`, an `IpcBridge` (`shared/ipc/ipc-bridge.ts`), out
 * of the one bound function. A text, because it runs in another program. Other origins and frames get nothing.
 */
export function bridgeScript(origin: string): string {
  return `(() => {
  const post = globalThis.${CALL_BINDING};
  delete globalThis.${CALL_BINDING};
  if (location.origin !== ${JSON.stringify(origin)} || window !== window.top || !post) return;
  const waiting = new Map();
  const listeners = new Map();
  const parked = new Map();
  let lastId = 0;

  const deliver = (listener, payload) => {
    try { listener(payload); } catch (error) { reportError(error); }
  };
  const receive = (text) => {
    const message = JSON.parse(text);
    if (message.kind === 'answer') {
      const settle = waiting.get(message.id);
      waiting.delete(message.id);
      if (settle) settle(message.answer);
      return;
    }
    for (const listener of [...(listeners.get(message.name) ?? [])]) deliver(listener, message.payload);
  };
  Object.defineProperty(globalThis, ${JSON.stringify(RECEIVE_FUNCTION)}, { value: receive });

  const call = (name, input) => new Promise((resolve) => {
    const id = ++lastId;
    const text = JSON.stringify({ id, name, input });
    waiting.set(id, resolve);
    post(text);
  });
  const takeFiles = (id) => {
    const files = parked.get(id) ?? [];
    parked.delete(id);
    return files;
  };
  Object.defineProperty(globalThis, ${JSON.stringify(TAKE_FILES_FUNCTION)}, { value: takeFiles });

  const pathsOfFiles = (files) => new Promise((resolve) => {
    const id = ++lastId;
    parked.set(id, [...files]);
    waiting.set(id, resolve);
    post(JSON.stringify({ id, asks: 'paths' }));
  });
  const on = (name, listener) => {
    const registered = listeners.get(name) ?? new Set();
    listeners.set(name, registered);
    registered.add(listener);
    return () => { registered.delete(listener); };
  };
  Object.defineProperty(globalThis, 'keyglass', { value: Object.freeze({ call, on, pathsOfFiles }), enumerable: true });
})();`;
}
