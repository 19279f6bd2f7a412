import { describe, expect, it } from 'vitest';
import type { StreamDefinition } from '../../../../main/collector/stream-definition.ts';
import { entraId } from '../../../../main/vendors/entra-id/entra-id.ts';
import { ocsfProblems, processRecord, referenceRecords } from '../../../helpers/vendor-records.ts';

const files = [
  ['signins-beta.jsonl', null],
  ['signins-v1.jsonl', 'sign-in-interactive'],
  ['directory-audits.jsonl', 'directory-audit'],
  ['alerts_v2.jsonl', 'alert'],
  ['incidents.jsonl', 'incident'],
  ['users-delta.jsonl', 'user'],
  ['groups-delta.jsonl', 'group'],
] as const;

function recognisedBy(record: unknown): StreamDefinition | undefined {
  const [best] = entraId.streams
    .map((stream) => ({ stream, fit: stream.recognise(record) }))
    .sort((a, b) => b.fit - a.fit);
  return best !== undefined && best.fit > 0 ? best.stream : undefined;
}

describe.each(files)('the public sample records in %s', (file, streamName) => {
  const records = referenceRecords('entra-id', file);

  it.skipIf(records.length === 0)('are recognised, and none is rejected or becomes invalid OCSF', () => {
    for (const record of records) {
      const stream = recognisedBy(record);
      if (stream === undefined) throw new Error('no stream recognises the record');
      if (streamName !== null) expect(stream.name).toBe(streamName);
      const outcome = processRecord(stream, record);
      if ('rejected' in outcome) throw new Error(outcome.rejected);
      expect(ocsfProblems(outcome.event.ocsf)).toEqual([]);
      expect(outcome.event.ocsf.class_uid).not.toBe(0);
    }
  });
});
