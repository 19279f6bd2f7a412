import { type AppError, appError } from '../../../shared/app-error.ts';
import type { SourceContext } from '../../collector/stream-definition.ts';
import { uuidOf } from '../ocsf/ocsf-values.ts';
import { credentialsOf } from './connection.ts';

/** What can be seen to be wrong before anything is sent; a refused login counts towards locking the application. */
export function checkSettings(context: SourceContext): AppError | null {
  return addressProblem(context.url) ?? credentialsProblem(context);
}

function addressProblem(url: string): AppError | null {
  if (!URL.canParse(url)) {
    return invalid(
      'The address is not that of a host.',
      'Enter the hostname from the credentials file, such as example.us.trustedauth.com.',
    );
  }
  const { pathname, host } = new URL(url);
  if (pathname === '/' || pathname === '') return null;
  return invalid(
    `The address goes on after the host ${host}; the API lies at the host itself.`,
    `Enter ${host} alone, as the hostname stands in the credentials file.`,
  );
}

function credentialsProblem(context: SourceContext): AppError | null {
  const { applicationId, sharedSecret } = credentialsOf(context);
  if ([applicationId, sharedSecret].some((text) => text.startsWith('{'))) {
    return invalid(
      'A field holds the whole credentials file.',
      'Enter the text after "applicationId" in one field and that after "sharedSecret" in the other, without quotes.',
    );
  }
  if (applicationId !== '' && applicationId === sharedSecret) {
    return invalid(
      'Application ID and shared secret are the same text.',
      'Copy each of them from the credentials file.',
    );
  }
  // An application ID is a UUID wherever Entrust shows one; a shared secret is not.
  if (applicationId !== '' && uuidOf(applicationId) === null && uuidOf(sharedSecret) !== null) {
    return invalid(
      'Application ID and shared secret look swapped: the secret has the form of an application ID.',
      'Enter the applicationId of the credentials file as the application ID, and the sharedSecret as the secret.',
    );
  }
  return null;
}

function invalid(message: string, remedy: string): AppError {
  return appError('invalid-input', message, remedy);
}
