import { ok } from '../../../shared/result.ts';
import { VAULT_KEY_NEXT_VARIABLE, VAULT_KEY_VARIABLE } from '../../secrets/vault-problems.ts';
import type { Command } from '../command.ts';
import { jsonOption, workspaceOption } from '../command.ts';
import { formatCount } from '../format-values.ts';
import { withApp } from '../with-app.ts';

export const vaultRotate: Command = {
  name: 'vault rotate',
  summary: 'Makes a new key for the vault, seals everything anew under it, and replaces the backups.',
  operand: null,
  options: { workspace: workspaceOption, json: jsonOption },
  run: (given, environment) =>
    withApp(given, environment, 'collect', async (services) => {
      const rotated = await services.vault.rotate();
      if (!rotated.ok) return rotated;
      const { sealedAgain } = rotated.value;
      const { stdout, stderr, env } = environment;
      if (given.has('json')) await stdout.write(`${JSON.stringify({ sealedAgain })}\n`);
      await stderr.write(
        `The vault has a new key. ${formatCount(sealedAgain)} sealed values and records were sealed anew; older backups were replaced by a new one.\n`,
      );
      if (env[VAULT_KEY_VARIABLE]) {
        await stderr.write(
          `From now on set ${VAULT_KEY_VARIABLE} to what is in ${VAULT_KEY_NEXT_VARIABLE}, and unset ${VAULT_KEY_NEXT_VARIABLE}. Keep that key: without it the sealed values can’t be opened again.\n`,
        );
      }
      return ok(0);
    }),
};
