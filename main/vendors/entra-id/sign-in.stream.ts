import type { StreamDefinition } from '../../collector/stream-definition.ts';
import { contentHash } from '../content-hash.ts';
import { readObject, readText } from '../read-value.ts';
import { logPages, secondsAfter, secondsBefore } from './graph-request.ts';
import { mapSignIn } from './sign-in.ocsf.ts';
import { recogniseSignIn, type SignInKind } from './sign-in-kind.ts';
import { graphStream, logWalk } from './stream-defaults.ts';

/**
 * One of the four logs of sign-ins. All are read from beta: v1.0 has the interactive ones only, and beta without a
 * filter by kind as well.
 *
 * A sign-in is filed under the time at which it began, so it turns up late (often a quarter of an hour, with a second
 * factor longer), and an attempt that was interrupted may be completed later under the same id. So each run reads the
 * last hour again, and once a day the last two days.
 */
function signInStream(name: string, kind: SignInKind) {
  return {
    ...graphStream,
    name,
    pagination: logWalk(
      // Date-times stand bare, and both ends belong to the window.
      logPages('/beta/auditLogs/signIns', ({ fromUs, toUs }) => ({
        filter: [
          `createdDateTime ge ${secondsBefore(fromUs)}`,
          `createdDateTime le ${secondsAfter(toUs)}`,
          `signInEventTypes/any(t: t eq '${kind}')`,
        ].join(' and '),
      })),
    ),
    recognise: (record) => recogniseSignIn(record, kind),
    naturalKey: (record) => [
      readText(readObject(record).id),
      contentHash(record, ['@odata.context', '@odata.type', '@odata.etag']),
    ],
    versions: 'amended',
    mappingVersion: 1,
    map: (record, context) => mapSignIn(record, context, kind),
  } satisfies StreamDefinition;
}

export const signInStreams: readonly StreamDefinition[] = [
  signInStream('sign-in-interactive', 'interactiveUser'),
  signInStream('sign-in-non-interactive', 'nonInteractiveUser'),
  signInStream('sign-in-service-principal', 'servicePrincipal'),
  signInStream('sign-in-managed-identity', 'managedIdentity'),
];
