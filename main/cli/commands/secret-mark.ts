import { failed, ok } from '../../../shared/result.ts';
import { settableSecretStates } from '../../../shared/secret-inventory.ts';
import type { Command } from '../command.ts';
import { jsonOption, workspaceOption } from '../command.ts';
import { findSecret } from '../find-secret.ts';
import { wrongUsage } from '../parse-arguments.ts';
import { withApp } from '../with-app.ts';

const LONGEST_NOTE = 1_000;
const MOST = 1_000;

export const secretMark: Command = {
  name: 'secret mark',
  summary:
    'Sets the state of secrets, all of them or none. One that is exposed again later comes back as regressed.',
  operand: { name: 'FINGERPRINT', required: true, multiple: true },
  options: {
    workspace: workspaceOption,
    state: { value: settableSecretStates.join('|'), required: true, help: 'the state they get' },
    note: { value: 'TEXT', help: 'what the history says of it' },
    json: jsonOption,
  },
  examples: ['keyglass secret mark 0a1b2c3d 4e5f6071 --state rotated --note "INC-204"'],
  async run(given, environment) {
    const state = settableSecretStates.find((known) => known === given.text('state'));
    if (!state) {
      return failed(wrongUsage(secretMark, `--state takes one of ${settableSecretStates.join(', ')}.`));
    }
    const note = given.text('note')?.trim() || null;
    if (note !== null && note.length > LONGEST_NOTE) {
      return failed(wrongUsage(secretMark, `--note takes at most ${LONGEST_NOTE} characters.`));
    }
    if (given.operands.length > MOST) {
      return failed(wrongUsage(secretMark, `At most ${MOST} secrets at a time.`));
    }
    return withApp(given, environment, 'ask', async (services) => {
      const fingerprints: string[] = [];
      for (const operand of given.operands) {
        const found = await findSecret(services, operand);
        if (!found.ok) return found;
        fingerprints.push(found.value);
      }
      const set = await services.secrets.setState({ fingerprints, state, note });
      if (!set.ok) return set;
      const { stdout, stderr } = environment;
      if (given.has('json')) await stdout.write(`${JSON.stringify({ state, marked: fingerprints })}\n`);
      else await stderr.write(`Marked as ${state}: ${fingerprints.join(', ')}\n`);
      return ok(0);
    });
  },
};
