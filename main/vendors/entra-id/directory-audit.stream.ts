import type { StreamDefinition } from '../../collector/stream-definition.ts';
import { isJsonObject } from '../json-object.ts';
import { mapDirectoryAudit } from './directory-audit.ocsf.ts';
import { logPages, secondsAfter, secondsBefore } from './graph-request.ts';
import { changeLogStream, logWalk } from './stream-defaults.ts';

/** Changes in the directory. Ids are unique but not always GUIDs; one change can be several records with one correlation id. */
export const directoryAuditStream = {
  ...changeLogStream,
  name: 'directory-audit',
  pagination: logWalk(
    logPages('/v1.0/auditLogs/directoryAudits', ({ fromUs, toUs }) => ({
      filter: `activityDateTime ge ${secondsBefore(fromUs)} and activityDateTime le ${secondsAfter(toUs)}`,
      orderby: 'activityDateTime',
    })),
  ),
  recognise: (record) =>
    isJsonObject(record) && 'activityDateTime' in record && 'activityDisplayName' in record ? 1 : 0,
  harmlessKeys: ['ForceChangePassword', 'ForceChangePasswordNextSignIn'],
  mappingVersion: 1,
  map: mapDirectoryAudit,
} satisfies StreamDefinition;
