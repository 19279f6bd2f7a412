import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { posix } from 'node:path';

const ANSWER_TIMEOUT_MS = 2_000;

/** Whether a window could be shown. A DISPLAY that nobody answers at, as containers inherit it, is none. */
export async function hasDisplay(env, platform, canConnect = somebodyAnswers) {
  if (platform === 'win32' || platform === 'darwin') return true;
  const wayland = waylandSocket(env);
  if (wayland && existsSync(wayland)) return true;
  for (const address of xServerAddresses(env.DISPLAY)) {
    if (await canConnect(address)) return true;
  }
  return false;
}

export function waylandSocket(env) {
  const name = env.WAYLAND_DISPLAY;
  if (!name) return null;
  if (name.startsWith('/')) return name;
  return env.XDG_RUNTIME_DIR ? posix.join(env.XDG_RUNTIME_DIR, name) : null;
}

/** Where the X server of `host:display.screen` may listen; a display without a host is on this machine. */
export function xServerAddresses(display) {
  const [, host, number] = /^(?:unix)?([^:/]*):(\d+)(?:\.\d+)?$/.exec(display ?? '') ?? [];
  if (number === undefined) return [];
  if (host) return [{ host, port: 6_000 + Number(number) }];
  // Linux X servers listen in the abstract namespace as well, which a container shares when it shares the network.
  const path = `/tmp/.X11-unix/X${number}`;
  return [{ path }, { path: `\0${path}` }];
}

function somebodyAnswers(address) {
  return new Promise((resolve) => {
    const socket = connect({ ...address, timeout: ANSWER_TIMEOUT_MS });
    const answer = (reached) => {
      socket.destroy();
      resolve(reached);
    };
    socket.once('connect', () => answer(true));
    socket.once('timeout', () => answer(false));
    socket.once('error', () => answer(false));
  });
}
