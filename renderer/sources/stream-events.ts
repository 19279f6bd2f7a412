import type { QueryNode } from '../../shared/query/query-node.ts';
import type { SourceStatus, StreamStatus } from '../../shared/source-status.ts';

/** The events of one stream, or those of them that were received in a span of time. */
export function eventsOf(
  { sourceId }: Pick<SourceStatus, 'sourceId'>,
  { stream }: Pick<StreamStatus, 'stream'>,
  received?: { readonly fromUs: number; readonly toUs: number },
): QueryNode {
  return {
    kind: 'and',
    children: [
      compare('keyglass.source_id', 'is', sourceId),
      compare('data_stream.dataset', 'is', stream),
      ...(received
        ? [
            compare('event.ingested', 'gte', isoTime(received.fromUs)),
            compare('event.ingested', 'lt', isoTime(received.toUs)),
          ]
        : []),
    ],
  };
}

/** Those of its events that no mapping knew. */
export function unmappedEventsOf(
  source: Pick<SourceStatus, 'sourceId'>,
  stream: Pick<StreamStatus, 'stream'>,
): QueryNode {
  return { kind: 'and', children: [eventsOf(source, stream), compare('class_uid', 'is', '0')] };
}

function compare(field: string, operator: 'is' | 'gte' | 'lt', value: string): QueryNode {
  return { kind: 'compare', field, operator, value, quoted: true };
}

function isoTime(timeUs: number): string {
  return new Date(timeUs / 1_000).toISOString();
}
