import type { FakeClock } from '../../helpers/fake-clock.ts';
import {
  type ScriptedAnswer,
  type ScriptedVendor,
  type SeenRequest,
  startScriptedVendor,
} from '../../helpers/scripted-vendor.ts';
import type { Passage } from './gate-vendor.ts';

export interface GateServer extends ScriptedVendor {
  passages: Passage[];
  parts: Passage[];
  gates: string[];
  visits: Record<string, Passage[]>;
  /** Asked before anything else; undefined leaves it to the usual answer. */
  intervene: (request: SeenRequest) => ScriptedAnswer | undefined;
  /** How long a session lasts; null: for ever. */
  seconds: number | null;
  /** Ends all sessions. */
  endSessions(): void;
  logins(): number;
  /** Paths without the login. */
  asked(): string[];
}

/** The made-up gate API: login, sessions, and pages with cursors. */
export async function startGateServer(clock: FakeClock): Promise<GateServer> {
  let session = 1;
  const answer = (request: SeenRequest): ScriptedAnswer => {
    const given = gates.intervene(request);
    if (given !== undefined) return given;
    const path = request.path.split('?')[0] ?? '';
    if (path === '/login') {
      return {
        json: {
          token: `token-of-session-${session}`,
          ...(gates.seconds === null ? {} : { seconds: gates.seconds }),
        },
      };
    }
    if (request.headers.authorization !== `Gate token-of-session-${session}`) return { status: 401 };
    const { from = '', to = '' } = request.query;
    if (path === '/passages')
      return paged(
        request,
        gates.passages.filter(({ at }) => at >= from && at < to),
      );
    if (path === '/parts') return paged(request, gates.parts);
    if (path === '/gates')
      return paged(
        request,
        gates.gates.map((id) => ({ id, at: '' })),
      );
    const ofGate = gates.visits[request.query.gate ?? ''];
    return path === '/visits' && ofGate !== undefined ? paged(request, ofGate) : { status: 404 };
  };
  const server = await startScriptedVendor(answer, clock);
  const gates: GateServer = Object.assign(server, {
    passages: [] as Passage[],
    parts: [] as Passage[],
    gates: [] as string[],
    visits: {} as Record<string, Passage[]>,
    intervene: () => undefined,
    seconds: null as number | null,
    endSessions() {
      session++;
    },
    logins: () => server.requests.filter(({ path }) => path === '/login').length,
    asked: () => server.requests.map(({ path }) => path).filter((path) => path !== '/login'),
  });
  return gates;
}

function paged({ query }: SeenRequest, rows: readonly Passage[]): ScriptedAnswer {
  const from = Number(query.cursor ?? 0);
  const to = from + Number(query.size ?? 100);
  return { json: { rows: rows.slice(from, to), cursor: to < rows.length ? String(to) : null } };
}

/** So many passages of a day, one an hour. */
export function passagesOf(day: string, count: number, first = 0): Passage[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${day}-${first + index}`,
    at: `${day}T${String(first + index).padStart(2, '0')}:30:00.000Z`,
    door: 'north',
  }));
}
