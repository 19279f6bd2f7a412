import { type AppError, appError } from '../../../shared/app-error.ts';
import type { IpcInput, IpcOutput } from '../../../shared/ipc/ipc-contract.ts';
import { failed, type Result } from '../../../shared/result.ts';
import { readAuditPage } from '../../database/audit-reader.ts';
import type { AppServices } from '../app-services.ts';
import type { ClearingClipboard } from '../clipboard.ts';
import { type HandlersOf, nothing } from './handler-types.ts';

const LINE_BREAK = /\r\n|[\r\n]/;

export function secretHandlers(
  services: AppServices,
  clipboard: ClearingClipboard,
): HandlersOf<'secrets' | 'vault' | 'audit'> {
  const { secrets, query, vault, workspace } = services;
  return {
    'secrets.frequency': (input, signal) => query.secretFrequency(input, signal),
    'secrets.unusual': (input, signal) => query.unusualSecretTypes(input, signal),
    'secrets.list': (input, signal) => secrets.list(input, signal),
    'secrets.detail': (input, signal) => secrets.detail(input, signal),
    'secrets.setState': (input) => nothing(secrets.setState(input)),
    'secrets.reveal': (input) => secrets.reveal(input),
    'secrets.copy': (input) => copySecret(services, clipboard, input),
    'secrets.lookUp': ({ values }, signal) => secrets.lookUp(values, signal),
    'secrets.lookUpClipboard': async (_input, signal) => {
      const text = await clipboard.read();
      return text === null ? failed(nothingToLookUp()) : secrets.lookUp(text.split(LINE_BREAK), signal);
    },
    'secrets.lookUpFile': ({ path }, signal) => secrets.lookUpFile(path, signal),
    'vault.status': () => vault.status(),
    'vault.rotate': () => vault.rotate(),
    'audit.list': (input) => readAuditPage(workspace.readers, input),
  };
}

/** From the vault to the clipboard by main alone: the page never holds the value. */
async function copySecret(
  { secrets }: AppServices,
  clipboard: ClearingClipboard,
  input: IpcInput<'secrets.copy'>,
): Promise<Result<IpcOutput<'secrets.copy'>, AppError>> {
  const value = await secrets.take(input);
  return value.ok ? clipboard.writeForAWhile(value.value) : value;
}

function nothingToLookUp(): AppError {
  return appError(
    'invalid-input',
    'There is no text on the clipboard, or it could not be read.',
    'Copy the value first, or type it in.',
  );
}
