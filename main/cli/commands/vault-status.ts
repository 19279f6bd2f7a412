import { ok } from '../../../shared/result.ts';
import type { VaultStatus } from '../../../shared/vault-status.ts';
import type { Command } from '../command.ts';
import { jsonOption, workspaceOption } from '../command.ts';
import { formatCount, formatTime, isoTime } from '../format-values.ts';
import { messageOf, withApp } from '../with-app.ts';

export const vaultStatus: Command = {
  name: 'vault status',
  summary: 'Says whether exposed values can be sealed and opened, and where the key is.',
  operand: null,
  options: { workspace: workspaceOption, json: jsonOption },
  run: (given, environment) =>
    // `ask`: what is wrong with the key is part of the answer.
    withApp(given, environment, 'ask', async (services) => {
      const status = await services.vault.status();
      if (!status.ok) return status;
      const { stdout, stderr } = environment;
      const { rotatedAtUs, ...facts } = status.value;
      if (given.has('json')) {
        await stdout.write(`${JSON.stringify({ ...facts, rotatedAt: isoTime(rotatedAtUs) })}\n`);
      } else {
        await stdout.write(statusText(status.value));
        if (facts.problem) await stderr.write(messageOf('Note', facts.problem));
      }
      return ok(facts.state === 'open' ? 0 : 1);
    }),
};

function statusText(status: VaultStatus): string {
  const { state, keyFrom, secrets, rejectedRecords, rotatedAtUs } = status;
  const facts = [
    ['Vault', state],
    ['Key', state === 'open' ? keyFrom : `expected in ${keyFrom}`],
    ['Key changed', rotatedAtUs === null ? 'never' : formatTime(rotatedAtUs)],
    ['Sealed values', formatCount(secrets)],
    ['Sealed rejected records', formatCount(rejectedRecords)],
  ] as const;
  const width = Math.max(...facts.map(([name]) => name.length));
  return facts.map(([name, value]) => `${name.padEnd(width)}  ${value}\n`).join('');
}
