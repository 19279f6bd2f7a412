import { afterEach, beforeEach } from 'vitest';
import { createFakeClock } from '../../helpers/fake-clock.ts';
import {
  type ScriptedAnswer,
  type ScriptedVendor,
  type SeenRequest,
  startScriptedVendor,
} from '../../helpers/scripted-vendor.ts';
import { aCollector, type Collector } from './a-collector.ts';
import { doorsOf, doorVendor } from './made-up-vendor.ts';

export interface Doors {
  /** What the made-up vendor has, by day; tests change it as they go. */
  readonly days: Record<string, unknown[]>;
  readonly vendor: ScriptedVendor;
  readonly collector: Collector;
  answerDay(request: SeenRequest): ScriptedAnswer;
  /** The days that were asked for, in order: `11-17`, and `11-20+` for one that is still going on. */
  daysAsked(): string[];
}

/** A vendor with doors, six events in four days, and a collector, made anew for each test of the file. */
export function everyTestHasDoors(): Doors {
  const doors = {} as { -readonly [Name in keyof Doors]: Doors[Name] };
  doors.answerDay = ({ query }) => ({ json: doors.days[query.day ?? ''] ?? [] });
  doors.daysAsked = () =>
    doors.vendor.requests.map(({ query }) => `${query.day?.slice(5)}${query.open ? '+' : ''}`);
  beforeEach(async () => {
    doors.days = {
      '2026-11-17': doorsOf('2026-11-17', 2),
      '2026-11-18': [],
      '2026-11-19': doorsOf('2026-11-19', 3),
      '2026-11-20': doorsOf('2026-11-20', 1),
    };
    const clock = createFakeClock('2026-11-20T12:00:00Z', { skipSleeps: true });
    doors.vendor = await startScriptedVendor(doors.answerDay, clock);
    doors.collector = await aCollector({ vendors: [doorVendor()], clock });
  });
  afterEach(async () => {
    await doors.collector.remove();
    await doors.vendor.close();
  });
  return doors;
}
