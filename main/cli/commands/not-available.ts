import { appError } from '../../../shared/app-error.ts';
import { failed } from '../../../shared/result.ts';
import type { Command } from '../command.ts';

/** Commands whose names are kept. They take whatever they will take one day, and answer that it is not that day. */
export const laterCommands: readonly Command[] = [
  later('forward', 'Sends the events that a query finds to a sink.'),
  later('sink add', 'Adds a sink.'),
  later('sink list', 'Lists the sinks.'),
  later('sink remove', 'Removes a sink.'),
  later('sink test', 'Sends a test event to a sink.'),
];

function later(name: string, summary: string): Command {
  return {
    name,
    summary: `${summary} Not available yet.`,
    operand: null,
    options: {},
    acceptsAnything: true,
    run: async () =>
      failed(
        appError(
          'not-available-yet',
          `“${name}” is not available yet.`,
          'Until then, write a file with keyglass export and send that.',
        ),
      ),
  };
}
