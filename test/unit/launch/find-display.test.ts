import { describe, expect, it } from 'vitest';
import { hasDisplay, waylandSocket, xServerAddresses } from '../../../main/launch/find-display.mjs';

describe('a display', () => {
  it('is always there on macOS and Windows', async () => {
    expect(await hasDisplay({}, 'darwin')).toBe(true);
    expect(await hasDisplay({}, 'win32')).toBe(true);
  });

  it('is none on Linux when nothing names one', async () => {
    expect(await hasDisplay({}, 'linux')).toBe(false);
  });

  it('is none when nobody answers at its name', async () => {
    expect(await hasDisplay({ DISPLAY: ':7' }, 'linux', async () => false)).toBe(false);
  });

  it('is there when its X server answers', async () => {
    const asked: unknown[] = [];
    const answers = async (address: object) => {
      asked.push(address);
      return true;
    };

    expect(await hasDisplay({ DISPLAY: 'localhost:10.0' }, 'linux', answers)).toBe(true);
    expect(asked).toEqual([{ host: 'localhost', port: 6_010 }]);
  });

  it('is not a Wayland socket that does not exist', async () => {
    const env = { WAYLAND_DISPLAY: 'wayland-0', XDG_RUNTIME_DIR: '/no/such/folder' };

    expect(await hasDisplay(env, 'linux')).toBe(false);
  });
});

describe('the address of a display', () => {
  it('is a local socket when no host is named', () => {
    expect(xServerAddresses(':1')).toEqual([{ path: '/tmp/.X11-unix/X1' }, { path: '\0/tmp/.X11-unix/X1' }]);
    expect(xServerAddresses('unix:0.1')).toHaveLength(2);
  });

  it.each([undefined, '', 'nonsense', ':', 'host:', '1'])('is none for %j', (display) => {
    expect(xServerAddresses(display)).toEqual([]);
  });

  it('is in the runtime folder for Wayland, unless it is a whole path', () => {
    expect(waylandSocket({ WAYLAND_DISPLAY: 'wayland-1', XDG_RUNTIME_DIR: '/run/user/1000' })).toBe(
      '/run/user/1000/wayland-1',
    );
    expect(waylandSocket({ WAYLAND_DISPLAY: '/tmp/w' })).toBe('/tmp/w');
    expect(waylandSocket({ WAYLAND_DISPLAY: 'wayland-1' })).toBe(null);
  });
});
