import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { vendors } from '../../../main/vendors/registry.ts';
import {
  fixtureNames,
  fixturePath,
  ocsfProblems,
  processAnswer,
  readFixture,
} from '../../helpers/vendor-records.ts';

const streams = vendors.flatMap(({ descriptor, streams }) =>
  streams.map((stream) => ({ vendor: descriptor.vendor, name: stream.name, stream })),
);

describe.each(streams)('the fixtures of $vendor $name', ({ vendor, name, stream }) => {
  const names = fixtureNames(vendor, name);

  it('are there', () => expect(names.length).toBeGreaterThan(0));

  it.each(names)('%s comes out as expected', async (fixture) => {
    const outcomes = processAnswer(stream, readFixture(vendor, name, fixture));
    const expected = fileURLToPath(fixturePath(vendor, name, `${fixture}-expected`));
    await expect(`${JSON.stringify(outcomes, null, 2)}\n`).toMatchFileSnapshot(expected);
  });

  it.each(names)('%s makes valid OCSF 1.5.0 and an ECS form', (fixture) => {
    for (const outcome of processAnswer(stream, readFixture(vendor, name, fixture))) {
      if (!('event' in outcome)) continue;
      expect(ocsfProblems(outcome.event.ocsf)).toEqual([]);
      expect(outcome.event.ecs).toMatchObject({ event: { dataset: expect.any(String) } });
      expect(outcome.event.ecs['@timestamp']).toEqual(expect.any(String));
    }
  });
});
