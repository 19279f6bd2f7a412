import { type AppError, appError } from '../../../shared/app-error.ts';

/** Universal auth has two lists of trusted addresses: one for client secrets, one for the tokens they are exchanged for. */
export function addressNotTrusted(what: 'The client secret' | 'The access token'): AppError {
  return appError(
    'permission-missing',
    `${what} may not be used from the network address of this computer: it is not among the identity’s trusted IPs.`,
    'In the Universal Auth settings of the machine identity, add the address this computer is seen under, or collect from a trusted network.',
  );
}
