import type { Egress } from '../secrets/egress.ts';
import type { ReportBug } from './answer-call.ts';

/** What is done about exceptions that nothing caught, in whatever shell the app runs. */
export interface CrashReports {
  /** From now on they are written to this log, too. */
  logTo(log: ReportBug): void;
}

type CrashEvents = Pick<NodeJS.Process, 'on'>;

/**
 * Takes the place of Node's own report, which prints the message and the stack as they are: either may quote a record or
 * a request. The log gets a masked line, the person a masked sentence, and the process ends: what was stored is safe
 * whenever it ends.
 */
export function reportCrashes(options: {
  readonly egress: Pick<Egress, 'text'>;
  /** One line for the person who started the app. */
  say(line: string): void;
  end(exitCode: number): void;
  readonly process?: CrashEvents;
}): CrashReports {
  const { egress, say, end, process: events = process } = options;
  let log: ReportBug | null = null;
  const report = (where: string, bug: unknown) => {
    try {
      log?.(where, bug);
    } catch {
      // A full disk must not keep the sentence from being said.
    }
    // The name of an exception's class is our own or Node's; its message may be anybody's.
    const kind = bug instanceof Error ? bug.name : typeof bug;
    say(
      egress.text(
        `Keyglass met an error of its own (${kind}) and ends. Nothing that was stored is lost; start it again to go on. The log in the workspace’s logs folder says more.`,
      ),
    );
    end(1);
  };
  events.on('uncaughtException', (bug) => report('uncaught exception', bug));
  events.on('unhandledRejection', (bug) => report('unhandled rejection', bug));
  return {
    logTo(used) {
      log = used;
    },
  };
}
