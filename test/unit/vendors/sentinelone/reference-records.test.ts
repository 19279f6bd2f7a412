import { describe, expect, it } from 'vitest';
import { sentinelone } from '../../../../main/vendors/sentinelone/sentinelone.ts';
import { ocsfProblems, processRecord, referenceRecords } from '../../../helpers/vendor-records.ts';

const classes: Readonly<Record<string, readonly number[]>> = {
  activity: [3001, 3004, 3004, 3004, 3004, 3004, 3004, 3004],
  agent: [5001],
  alert: [2004, 2004],
  application: [5020, 5020],
  'application-risk': [2002, 2002, 2002],
  group: [3004],
  threat: [2004, 2004],
  'threat-event': [4001, 1001],
};

describe.each(sentinelone.streams)('public sample records of $name', (stream) => {
  const records = referenceRecords('sentinelone', `${stream.name.replaceAll('-', '_')}.jsonl`);

  it.skipIf(records.length === 0)('become valid OCSF of the class that fits, and none is rejected', () => {
    const outcomes = records.map((record) => processRecord(stream, record));
    const events = outcomes.flatMap((outcome) => ('event' in outcome ? [outcome.event] : []));
    expect(outcomes.filter((outcome) => 'rejected' in outcome)).toEqual([]);
    expect(events.map(({ ocsf }) => ocsf.class_uid)).toEqual(classes[stream.name]);
    expect(events.flatMap(({ ocsf }) => ocsfProblems(ocsf))).toEqual([]);
  });

  it.skipIf(records.length === 0)('have a key of their own each, and are known for what they are', () => {
    const keys = records.map((record) => {
      const outcome = processRecord(stream, record);
      return 'naturalKey' in outcome ? JSON.stringify(outcome.naturalKey) : '';
    });
    expect(new Set(keys).size).toBe(records.length);
    for (const record of records) {
      const scores = sentinelone.streams.map(({ recognise }) => recognise(record));
      expect(sentinelone.streams[scores.indexOf(Math.max(...scores))]?.name).toBe(stream.name);
    }
  });
});
