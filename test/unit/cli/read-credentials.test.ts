import { describe, expect, it } from 'vitest';
import type { Command } from '../../../main/cli/command.ts';
import { readCredentials } from '../../../main/cli/read-credentials.ts';

const command: Command = {
  name: 'source add',
  summary: '',
  operand: null,
  options: {},
  run: async () => ({ ok: true, value: 0 }),
};

describe('reading credentials', () => {
  it('takes the value from the variable that is named', () => {
    expect(readCredentials(command, ['token=env:ENTRO_TOKEN'], { ENTRO_TOKEN: 'canary-value' })).toEqual({
      ok: true,
      value: { token: 'canary-value' },
    });
  });

  it('refuses a literal value, says why, and does not repeat it', () => {
    const answer = readCredentials(command, ['token=canary-value'], {});
    expect(answer).toMatchObject({ ok: false, error: { kind: 'invalid-input' } });
    expect(!answer.ok && answer.error.message).toContain('can be read by others on this machine');
    expect(JSON.stringify(answer)).not.toContain('canary-value');
  });

  it('does not repeat a value that was given without a name', () => {
    expect(JSON.stringify(readCredentials(command, ['canary-value'], {}))).not.toContain('canary-value');
  });

  it.each([[{}], [{ ENTRO_TOKEN: '' }]])('says which variable is missing or empty', (env) => {
    const answer = readCredentials(command, ['token=env:ENTRO_TOKEN'], env);
    expect(!answer.ok && answer.error.message).toBe(
      'The environment variable ENTRO_TOKEN for the credential “token” is not set, or empty.',
    );
  });
});
