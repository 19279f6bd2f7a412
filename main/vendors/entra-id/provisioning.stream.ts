import { US_PER_SECOND } from '../../../shared/time-range.ts';
import type { StreamDefinition } from '../../collector/stream-definition.ts';
import { isJsonObject } from '../json-object.ts';
import { logPages, secondsAfter, secondsBefore } from './graph-request.ts';
import { mapProvisioning } from './provisioning.ocsf.ts';
import { changeLogStream, logWalk } from './stream-defaults.ts';

/** Accounts carried into other systems. This log's filter knows `gt` and `lt` only, so each end is moved out by a second. */
export const provisioningStream = {
  ...changeLogStream,
  name: 'provisioning',
  pagination: logWalk(
    logPages('/v1.0/auditLogs/provisioning', ({ fromUs, toUs }) => ({
      filter: [
        `activityDateTime gt ${secondsBefore(fromUs - US_PER_SECOND)}`,
        `activityDateTime lt ${secondsAfter(toUs + US_PER_SECOND)}`,
      ].join(' and '),
    })),
  ),
  recognise: (record) =>
    isJsonObject(record) &&
    'activityDateTime' in record &&
    ('provisioningAction' in record || 'provisioningSteps' in record || 'provisioningStatusInfo' in record)
      ? 1
      : 0,
  mappingVersion: 1,
  map: mapProvisioning,
} satisfies StreamDefinition;
