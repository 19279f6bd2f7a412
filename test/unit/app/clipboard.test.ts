import { describe, expect, it } from 'vitest';
import { createClearingClipboard } from '../../../main/app/clipboard.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';

/** A system clipboard; `write` is what the person copies in another program. */
function aSystem() {
  let text: string | null = null;
  let takes = true;
  let canRead = true;
  return {
    text: () => text,
    copyElsewhere: (copied: string) => {
      text = copied;
    },
    refuse: () => {
      takes = false;
    },
    hide: () => {
      canRead = false;
    },
    shell: {
      writeClipboard: async (written: string) => {
        if (takes) text = written;
        return takes;
      },
      readClipboard: async () => (canRead ? text || null : null),
    },
  };
}

function aClipboard() {
  const system = aSystem();
  const clock = createFakeClock('2026-11-20T10:00:00Z');
  const clipboard = createClearingClipboard(system.shell, clock);
  return { system, clock, clipboard };
}

describe('a secret on the clipboard', () => {
  it('is taken away after thirty seconds, and not before', async () => {
    const { system, clock, clipboard } = aClipboard();

    const written = await clipboard.writeForAWhile('hunter2hunter2');

    expect(written).toEqual({ ok: true, value: { clearAtUs: clock.nowUs() + 30_000_000 } });
    await clock.advance(29_999);
    expect(system.text()).toBe('hunter2hunter2');
    await clock.advance(1);
    await clipboard.read();
    expect(system.text()).toBe('');
  });

  it('leaves alone what the person copied since then', async () => {
    const { system, clock, clipboard } = aClipboard();
    await clipboard.writeForAWhile('hunter2hunter2');

    system.copyElsewhere('a shopping list');
    await clock.advance(30_000);
    await clipboard.clear();

    expect(system.text()).toBe('a shopping list');
  });

  it('goes when the app ends, and the timer with it', async () => {
    const { system, clock, clipboard } = aClipboard();
    await clipboard.writeForAWhile('hunter2hunter2');

    await clipboard.clear();
    expect(system.text()).toBe('');

    // The same text, copied by the person: not ours to take away any more.
    system.copyElsewhere('hunter2hunter2');
    await clock.advance(60_000);
    await clipboard.read();
    expect(system.text()).toBe('hunter2hunter2');
  });

  it('makes way for the next one, which has thirty seconds of its own', async () => {
    const { system, clock, clipboard } = aClipboard();
    await clipboard.writeForAWhile('first-secret');
    await clock.advance(20_000);
    await clipboard.writeForAWhile('second-secret');

    await clock.advance(20_000);
    await clipboard.read();
    expect(system.text()).toBe('second-secret');
    await clock.advance(10_000);
    await clipboard.read();
    expect(system.text()).toBe('');
  });

  it('is overwritten where the clipboard can’t be read: what is there may be the secret', async () => {
    const { system, clock, clipboard } = aClipboard();
    await clipboard.writeForAWhile('hunter2hunter2');

    system.hide();
    await clock.advance(30_000);
    await clipboard.clear();

    expect(system.text()).toBe('');
  });

  it('is not said to be there when the system refuses it', async () => {
    const { system, clipboard } = aClipboard();
    system.refuse();

    expect(await clipboard.writeForAWhile('hunter2hunter2')).toMatchObject({ ok: false });
    expect(await clipboard.write('a text')).toMatchObject({ ok: false });
  });

  it('stays away from text that was copied without a secret in it', async () => {
    const { system, clock, clipboard } = aClipboard();
    await clipboard.writeForAWhile('hunter2hunter2');
    await clipboard.write('an event id');

    await clock.advance(30_000);
    await clipboard.clear();

    expect(system.text()).toBe('an event id');
  });
});
