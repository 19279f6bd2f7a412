import type { SampleApiOptions } from '../start-sample-tenant.ts';
import { type ConsoleRow, US_PER_DAY } from './console-row.ts';
import { activitiesOfDay } from './generate-activities.ts';
import { alertsOfDay, type SampleAlert } from './generate-alerts.ts';
import { agentRows, groupRows } from './generate-fleet.ts';
import { threatEvents } from './generate-threat-events.ts';
import { type SampleThreat, threatRow, threatsOfDay } from './generate-threats.ts';

/** Threats stay for a while after they were found: their states change within two days. */
const DAYS_OF_CHANGES = 3;
/** What is older than this the sample console no longer has. */
const RETENTION_DAYS = 60;

/** The rows of a console at the clock's time; a day is made once and kept. */
export function createConsoleData({ clock, seed }: SampleApiOptions) {
  const activities = remembered((day) => activitiesOfDay(seed, day));
  const alerts = remembered<readonly SampleAlert[]>((day) => alertsOfDay(seed, day));
  const threats = remembered<readonly SampleThreat[]>((day) => threatsOfDay(seed, day));

  const daysFrom = (fromUs: number): number[] => {
    const today = Math.floor(clock.nowUs() / US_PER_DAY);
    const first = Math.max(Math.floor(fromUs / US_PER_DAY), today - RETENTION_DAYS);
    return Array.from({ length: Math.max(0, today - first + 1) }, (_, index) => first + index);
  };

  const allRows = (path: string, fromUs: number): readonly ConsoleRow[] => {
    const nowUs = clock.nowUs();
    switch (path) {
      case 'activities':
        return daysFrom(fromUs).flatMap(activities);
      case 'agents':
        return agentRows(seed, nowUs);
      case 'groups':
        return groupRows(seed, nowUs);
      case 'cloud-detection/alerts':
        return daysFrom(fromUs).flatMap((day) => alerts(day).map((alert) => alert.row(nowUs)));
      default:
        return daysFrom(fromUs - DAYS_OF_CHANGES * US_PER_DAY).flatMap((day) =>
          threats(day).flatMap((threat) => threatRow(threat, nowUs) ?? []),
        );
    }
  };

  return {
    nowUs: () => clock.nowUs(),
    /** From the bound on, it included, as far as they can be seen by now. */
    rows(path: string, fromUs: number): readonly ConsoleRow[] {
      const nowUs = clock.nowUs();
      return allRows(path, fromUs).filter(
        (row) => row.timeUs >= fromUs && row.timeUs <= nowUs && row.visibleFromUs <= nowUs,
      );
    },
    /** Null for a threat that is not there (any more). */
    eventsOf(threatId: string): readonly ConsoleRow[] | null {
      const day = Number(threatId.slice(-11, -5));
      const threat = threats(day).find(({ id }) => id === threatId);
      return threat === undefined || threat.isForgotten ? null : threatEvents(threat, clock.nowUs());
    },
  };
}

function remembered<Made>(make: (day: number) => Made): (day: number) => Made {
  const made = new Map<number, Made>();
  return (day) => {
    const before = made.get(day);
    if (before !== undefined) return before;
    const fresh = make(day);
    made.set(day, fresh);
    return fresh;
  };
}
