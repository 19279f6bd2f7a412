import { EventEmitter } from 'node:events';
import type { Session, WebContents } from 'electron';
import { guardContents, guardSession } from '../../../main/electron/navigation-guard.ts';

/** Contents of a window that can be told to go somewhere, and say whether they did. */
export function guardedContents() {
  const events = new EventEmitter();
  let openHandler: ((details: { url: string }) => { action: string }) | undefined;
  const contents = Object.assign(events, {
    setWindowOpenHandler: (handler: typeof openHandler) => {
      openHandler = handler;
    },
  });
  guardContents(contents as unknown as WebContents);
  return {
    goes: (event: string, details: object) => {
      let isPrevented = false;
      const preventDefault = () => {
        isPrevented = true;
      };
      events.emit(event, { ...details, preventDefault });
      return !isPrevented;
    },
    opens: (url: string) => openHandler?.({ url }).action,
  };
}

/** The handlers that the guard installs, to be asked as Electron would ask them. */
export function guardedSession() {
  const events = new EventEmitter();
  const asked = new Map<string, (...args: never[]) => unknown>();
  const keep =
    (name: string) =>
    (handler: (...args: never[]) => unknown): void =>
      void asked.set(name, handler);
  guardSession(
    Object.assign(events, {
      setPermissionRequestHandler: keep('request'),
      setPermissionCheckHandler: keep('check'),
      setDevicePermissionHandler: keep('device'),
      setSpellCheckerEnabled: (enabled: boolean) => void asked.set('spelling', () => enabled),
      webRequest: { onBeforeRequest: keep('before-request') },
    }) as unknown as Session,
  );
  const ask = (name: string, ...args: unknown[]) => asked.get(name)?.(...(args as never[]));
  return {
    ask,
    events,
    permits: (permission: string) => {
      let isGranted: unknown;
      ask('request', null, permission, (granted: boolean) => {
        isGranted = granted;
      });
      return [isGranted, ask('check', null, permission)];
    },
    isCancelled: (url: string) => {
      let answer: { cancel?: boolean } = {};
      ask('before-request', { url }, (given: { cancel: boolean }) => {
        answer = given;
      });
      return answer.cancel;
    },
  };
}
