import type { LiftedSecret, StreamDefinition } from '../../../main/collector/stream-definition.ts';
import type { NormalisedEvent } from '../../../shared/normalised-event.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import { anEventToStore } from '../../helpers/event-builders.ts';
import { testNowUs } from '../../helpers/temporary-workspace.ts';

export interface TestRecord {
  readonly id: string;
  readonly minute: number;
  readonly who: string;
  readonly password?: string;
  readonly kind?: string;
}

/** A stream of which each version of the mapping knows more than the one before. */
export function aStream(mappingVersion: number, knownKinds: readonly string[] = ['login']): StreamDefinition {
  return {
    name: 'audit',
    mappingVersion,
    versions: 'none',
    secretFields: [['password']],
    secretType: () => 'PASSWORD',
    naturalKey: (record: unknown) => [(record as TestRecord).id],
    map: (record: unknown, { secret }: { secret: LiftedSecret | null }) =>
      mapRecord(record as TestRecord, secret, mappingVersion, knownKinds),
  } as Partial<StreamDefinition> as StreamDefinition;
}

function mapRecord(
  record: TestRecord,
  secret: LiftedSecret | null,
  version: number,
  knownKinds: readonly string[],
): Result<NormalisedEvent, string> {
  const { id, minute, who, kind = 'login' } = record;
  if (kind === 'odd' && version < 2) return failed('Its kind can’t be read.');
  if (kind === 'lost' && version > 1) return failed('Its kind can be read no longer.');
  const timeUs = testNowUs + minute * 60_000_000;
  const known = knownKinds.includes(kind) || kind === 'odd';
  const { ocsf } = anEventToStore({
    event: {
      timeUs,
      vendorEventId: id,
      ocsf: {
        message: `${who} by ${version}`,
        class_uid: known ? 3002 : 0,
        class_name: known ? 'Auth' : 'Base',
      },
    },
  }).event;
  return ok({
    // A mapping that reads the time anew, and wrongly: the stored one must stay.
    timeUs: version === 1 ? timeUs : timeUs + 1,
    vendorEventId: id,
    ocsf,
    operation: kind,
    userName: `${who}-${version}`,
    ecs: { event: { kind: `v${version}` }, secret: { value: secret?.marker } },
    object: version === 1 ? null : { uid: id, versionUs: timeUs },
  });
}

export const login = (minute: number, rest: Partial<TestRecord> = {}): TestRecord => ({
  id: `record-${minute}`,
  minute,
  who: 'ana',
  ...rest,
});
