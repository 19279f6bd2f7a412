import { describe, expect, it } from 'vitest';
import { chromiumEnvironment } from '../../../main/browser-shell/chromium-environment.ts';

describe('the environment of Chromium', () => {
  it.each([{}, { LANG: 'C' }, { LANG: 'en_GB.UTF-8', LC_ALL: 'POSIX' }])(
    'reads file names as UTF-8 where the locale does not say so: %j',
    (environment) => {
      expect(chromiumEnvironment({ ...environment, HOME: '/home/ana' })).toEqual({
        ...environment,
        HOME: '/home/ana',
        LC_ALL: 'C.UTF-8',
      });
    },
  );

  it.each([{ LANG: 'de_CH.UTF-8' }, { LC_CTYPE: 'en_US.utf8', LANG: 'C' }])(
    'is left alone where it does: %j',
    (environment) => expect(chromiumEnvironment(environment)).toEqual(environment),
  );
});
