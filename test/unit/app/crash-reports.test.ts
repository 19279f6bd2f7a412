import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { reportCrashes } from '../../../main/app/crash-reports.ts';
import { createEgress } from '../../../main/secrets/create-egress.ts';

function aProcess() {
  const events = new EventEmitter();
  const said: string[] = [];
  const ended: number[] = [];
  const crashes = reportCrashes({
    egress: createEgress(),
    say: (line) => said.push(line),
    end: (exitCode) => ended.push(exitCode),
    process: events as unknown as Pick<NodeJS.Process, 'on'>,
  });
  return { events, said, ended, crashes };
}

const bug = new TypeError('Cannot read "canary-value-12345" of undefined');

describe('reporting what nothing caught', () => {
  it.each(['uncaughtException', 'unhandledRejection'])(
    'says one sentence after %s, ends, and repeats neither message nor stack',
    (event) => {
      const { events, said, ended } = aProcess();
      events.emit(event, bug);
      expect(said).toHaveLength(1);
      expect(said[0]).toContain('(TypeError)');
      expect(said[0]).not.toContain('canary');
      expect(said[0]).not.toContain(' at ');
      expect(ended).toEqual([1]);
    },
  );

  it('hands the exception to the log, and ends even where the log fails', () => {
    const { events, ended, crashes } = aProcess();
    const logged: unknown[] = [];
    crashes.logTo((where, what) => logged.push([where, what]));
    events.emit('unhandledRejection', bug);
    expect(logged).toEqual([['unhandled rejection', bug]]);
    crashes.logTo(() => {
      throw new Error('disk full');
    });
    events.emit('unhandledRejection', 'a text');
    expect(ended).toEqual([1, 1]);
  });
});
