import type { TimeUs } from '../../../shared/time-range.ts';
import type { MappingContext } from '../../collector/stream-definition.ts';
import { isoTime } from '../ecs/ecs-document.ts';
import type { OcsfMetadata } from '../ocsf/ocsf-event.ts';

type Profiles = NonNullable<OcsfMetadata['profiles']>;

/** What the events of all streams say of themselves. `version` is the state's time where a thing has several. */
export function metadataOf(
  stream: string,
  context: MappingContext,
  event: {
    readonly id: string;
    readonly version?: TimeUs;
    readonly originalTime?: string | null;
    readonly eventCode?: string | null;
    readonly tenantUid?: string | null;
    readonly correlationUid?: string | null;
    readonly profiles?: Profiles;
  },
): OcsfMetadata {
  return {
    product: { name: 'Singularity', vendor_name: 'SentinelOne' },
    uid: event.version === undefined ? event.id : `${event.id}@${isoTime(event.version)}`,
    logName: stream,
    logProvider: 'SentinelOne Management Console',
    eventCode: event.eventCode ?? null,
    tenantUid: event.tenantUid ?? null,
    correlationUid: event.correlationUid ?? null,
    originalTime: event.originalTime ?? null,
    receivedAtUs: context.receivedAtUs,
    ...(event.profiles === undefined || event.profiles.length === 0 ? {} : { profiles: event.profiles }),
  };
}
