import type { EventToStore } from '../../../main/database/stored-page.ts';
import { createQueryService } from '../../../main/query/create-query-service.ts';
import type { QueryService } from '../../../main/query/query-service.ts';
import type { EventRow } from '../../../shared/event-record.ts';
import { defaultSort } from '../../../shared/question.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { anEventToStore, testId } from '../../helpers/event-builders.ts';
import { aTemporaryWorkspace, testClock, testNowUs } from '../../helpers/temporary-workspace.ts';
import { ask, unwrap } from './a-query-service.ts';

const MINUTE_US = 60_000_000;

export interface EcsQueries {
  readonly service: QueryService;
  rowsOf(query: string, columns: string[]): Promise<readonly EventRow[]>;
  /** Names of the events that the query finds, sorted. */
  find(query: string): Promise<string[]>;
  /** The column's values, each with its count behind it. */
  facet(column: string, query?: string): Promise<{ values: string[]; distinct: number; missing: number }>;
  remove(): Promise<void>;
}

/** An event of this ECS form, known by its vendor’s id. */
export function anEcsEvent(
  name: string,
  ecs: Readonly<Record<string, unknown>>,
  ocsf: Readonly<Record<string, unknown>> = {},
): EventToStore {
  return anEventToStore({
    eventId: testId(name),
    event: { vendorEventId: name, timeUs: testNowUs - MINUTE_US, ecs, ocsf },
  });
}

function aVersion(state: string, timeUs: number): EventToStore {
  const object = { uid: 'threat-1', versionUs: timeUs };
  return anEventToStore({
    eventId: testId(state),
    event: { vendorEventId: state, timeUs, object, ecs: { event: { kind: 'state' } } },
  });
}

/** The query service over three events that differ in their ECS form, and two versions of one object. */
export async function anEcsQueryService(): Promise<EcsQueries> {
  const { workspace, remove } = await aTemporaryWorkspace();
  await commitEvents(workspace, threeEvents());
  await commitEvents(
    workspace,
    [aVersion('opened', testNowUs - 3 * MINUTE_US), aVersion('closed', testNowUs - 2 * MINUTE_US)],
    { versions: 'by-time' },
  );
  const service = createQueryService({ readers: workspace.readers, clock: testClock });
  const rowsOf = async (query: string, columns: string[]) => {
    const page = { question: ask(query), sort: defaultSort, columns, offset: 0, limit: 100 };
    return unwrap(await service.page(page)).rows;
  };
  return {
    service,
    remove,
    rowsOf,
    async find(query) {
      const rows = await rowsOf(query, ['vendor_event_id']);
      return rows.map((row) => String(row.vendor_event_id)).toSorted();
    },
    async facet(column, query = '*') {
      const facets = [{ column, search: '', limit: 10 }];
      const [counted] = unwrap(await service.facets({ question: ask(query), facets })).facets;
      if (counted?.state !== 'ready') throw new Error(JSON.stringify(counted));
      const { values, distinct, missing } = counted;
      return { values: values.map(({ value, count }) => `${value} ${count}`), distinct, missing };
    },
  };
}

function threeEvents(): EventToStore[] {
  return [
    anEcsEvent(
      'sign-in',
      {
        event: { kind: 'event', category: ['authentication'], type: ['start'], outcome: 'failure' },
        data_stream: { dataset: 'entra_id.sign_in' },
        related: { ip: ['192.0.2.7', '2001:db8::17'], user: ['ana@example.com', 'ana'] },
        tags: ['forwarded'],
      },
      { class_name: 'Authentication', status: 'Failure', dst_endpoint: { ip: '198.51.100.9' } },
    ),
    anEcsEvent(
      'malware',
      {
        event: { kind: 'alert', category: ['malware', 'process'], type: ['info'] },
        process: { name: 'Evil.exe' },
        file: { path: 'C:\\Temp\\evil.exe', size: 2048 },
        threat: [{ technique: { id: ['T1059', 'T1027'] } }, { technique: { id: 'T1059' } }],
        related: { ip: ['192.0.2.200'] },
      },
      { class_name: 'Detection Finding', process: { name: 'parent.exe' } },
    ),
    anEcsEvent('secret', {
      event: { kind: 'event', category: ['vulnerability'] },
      secret: { type: 'JWT', value: '‹secret:fp:0a1b2c3d›' },
      related: { ip: [] },
    }),
  ];
}
