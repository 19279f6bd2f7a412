import { describe, expect, it } from 'vitest';
import { startProblem } from '../../../main/browser-shell/start-problem.ts';

const gone = new Error('Chromium ended before it showed a window');

describe('why Chromium showed no window', () => {
  it('is told apart when the system refuses its sandbox, since that can be done without', () => {
    const words =
      '[1:1:ERROR:zygote_host_impl_linux.cc(127)] No usable sandbox! If you are running on Ubuntu 23.10+ …';

    expect(startProblem('/usr/bin/chromium', words, gone).kind).toBe('sandbox-refused');
  });

  it('names the display when that can not be opened', () => {
    const words = '[1:1:ERROR:ozone_platform_x11.cc(250)] Missing X server or $DISPLAY';

    expect(startProblem('/usr/bin/chromium', words, gone)).toMatchObject({
      kind: 'no-display',
      message: expect.stringContaining('DISPLAY'),
    });
  });

  it('otherwise gives the last words of the browser', () => {
    const words = 'one\ntwo\nthree\nfour\nerror while loading shared libraries: libnss3.so\nsix';

    const { message } = startProblem('/usr/bin/chromium', words, gone);

    expect(message).toContain('/usr/bin/chromium did not show a window');
    expect(message).toContain('libnss3.so');
    expect(message).not.toContain('one\n');
  });
});
