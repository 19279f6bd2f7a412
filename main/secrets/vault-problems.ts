import { type AppError, appError } from '../../shared/app-error.ts';

export const VAULT_KEY_VARIABLE = 'KEYGLASS_VAULT_KEY';
/** The key that `vault rotate` changes to, where the key comes from the environment. */
export const VAULT_KEY_NEXT_VARIABLE = 'KEYGLASS_VAULT_KEY_NEXT';

const EVENTS_STAY =
  'Stored events can be read and searched; collecting is off, so that no secret is stored unsealed, and exposed values stay shut.';

const WAY_OUT =
  'If the key is gone for good, start with a new workspace folder and add the same sources to it: they fetch what the vendors still have. Keep this folder for searching the older events.';

/** The keychain answers, and has no key for this workspace. */
export function gone(): AppError {
  return appError(
    'vault-locked',
    `The keychain no longer holds the key that this workspace was made with. ${EVENTS_STAY}`,
    `If the keychain was reset, restore it from a backup of your system. If the workspace comes from another computer or user, open it there. If it was made with ${VAULT_KEY_VARIABLE}, set that variable. ${WAY_OUT}`,
  );
}

export function wrongKey(kind: 'keychain' | 'given' | 'ephemeral'): AppError {
  switch (kind) {
    case 'ephemeral':
      return appError(
        'vault-locked',
        `This workspace was made with a key that is gone by now. ${EVENTS_STAY}`,
        'Start again with an empty folder.',
      );
    case 'given':
      return appError(
        'vault-locked',
        `The key in ${VAULT_KEY_VARIABLE} is not the one this workspace was made with. ${EVENTS_STAY}`,
        `Set ${VAULT_KEY_VARIABLE} to the key that was used last. If the key was being changed, that is the one in ${VAULT_KEY_NEXT_VARIABLE}. ${WAY_OUT}`,
      );
    case 'keychain':
      return appError(
        'vault-locked',
        `The keychain does not hold the key this workspace was made with, but another one. ${EVENTS_STAY}`,
        `Open the workspace as the user, and on the computer, that made it, or restore that keychain. If the workspace was made with ${VAULT_KEY_VARIABLE}, set that variable. ${WAY_OUT}`,
      );
  }
}

export function damagedKey(): AppError {
  return appError(
    'vault-locked',
    `The workspace’s own half of the vault key is damaged. ${EVENTS_STAY}`,
    'Restore the workspace from one of its backups.',
  );
}

export function notAKey(variable: string): AppError {
  return appError(
    'invalid-input',
    `${variable} is not a key: it has to be 32 bytes, written in base64 (44 characters).`,
    'Make one with: openssl rand -base64 32. Keep it: without it the stored secrets can’t be opened again.',
  );
}
