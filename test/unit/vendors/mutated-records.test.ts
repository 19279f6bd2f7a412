import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../main/sample-tenant/seeded-random.ts';
import { vendors } from '../../../main/vendors/registry.ts';
import { mutateRecord, mutations } from '../../helpers/mutate-record.ts';
import { fixtureNames, ocsfProblems, processRecord, readFixture } from '../../helpers/vendor-records.ts';

const ROUNDS = 25;

const streams = vendors.flatMap(({ descriptor, streams }) =>
  streams.map((stream) => ({ vendor: descriptor.vendor, name: stream.name, stream })),
);

describe.each(streams)('records of $vendor $name that came out otherwise', ({ vendor, name, stream }) => {
  const records = fixtureNames(vendor, name).flatMap((fixture) => {
    const read = stream.readRecords(readFixture(vendor, name, fixture));
    return read.ok ? read.value : [];
  });

  it('have fixtures to start from', () => expect(records.length).toBeGreaterThan(0));

  it.each(Object.keys(mutations))('become valid OCSF or are rejected with a reason: %s', (mutation) => {
    const random = seededRandom('mutated', vendor, name, mutation);
    for (let round = 0; round < ROUNDS; round += 1) {
      const record = records[random.between(0, records.length - 1)];
      const mutated = mutateRecord(record, mutation, random.fraction);
      const outcome = processRecord(stream, mutated);
      if ('rejected' in outcome) expect(outcome.rejected).toMatch(/\S+ \S+/);
      else expect({ mutated, problems: ocsfProblems(outcome.event.ocsf) }).toEqual({ mutated, problems: [] });
    }
  });

  it('keep what is new to us: ten thousand fields at once', () => {
    const [record] = records;
    const more = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, index) => [`new_field_${index}`, index]),
    );
    const outcome = processRecord(stream, { ...(record as object), ...more });
    if ('rejected' in outcome) throw new Error(outcome.rejected);
    expect(outcome.raw).toMatchObject({ new_field_9999: 9_999 });
    expect(ocsfProblems(outcome.event.ocsf)).toEqual([]);
  });
});
