import type { MapAgain } from '../../../shared/map-again.ts';
import type { Emit, FakeHandlers } from './create-fake-bridge.ts';

export function aMapping(over: Partial<MapAgain> = {}): MapAgain {
  return {
    state: 'idle',
    streams: [
      { sourceId: 'source-1', stream: 'audit', outdated: 0, unmapped: 0, rejected: 3 },
      { sourceId: 'source-4', stream: 'directory-audit', outdated: 47_996, unmapped: 37, rejected: 12 },
    ],
    done: 0,
    total: 0,
    changed: 0,
    recovered: 0,
    error: null,
    ...over,
  };
}

/** Maps a fifth of what there is each `stepMs`. */
export function fakeMappingHandlers(first: MapAgain, stepMs = 600) {
  return (emit: Emit): FakeHandlers => {
    let mapping = first;
    const tell = (next: MapAgain) => {
      mapping = next;
      emit('mapping.changed', { mapping });
      return {};
    };
    setInterval(() => {
      if (mapping.state !== 'running') return;
      const done = Math.min(mapping.total, mapping.done + Math.ceil(mapping.total / 5));
      const isDone = done >= mapping.total;
      const streams = mapping.streams.map((stream) => ({ ...stream, outdated: 0, rejected: 0 }));
      tell({
        ...mapping,
        done,
        changed: done,
        ...(isDone ? { state: 'idle' as const, streams, recovered: 15 } : {}),
      });
    }, stepMs);
    return {
      'mapping.status': () => mapping,
      'mapping.mapAgain': () =>
        tell({
          ...mapping,
          state: 'running',
          done: 0,
          changed: 0,
          total: mapping.streams.reduce((sum, one) => sum + one.outdated + one.unmapped + one.rejected, 0),
        }),
      'mapping.cancel': () => tell({ ...mapping, state: 'idle' }),
    };
  };
}
