import type { StreamDefinition } from './stream-definition.ts';

/**
 * The records of one entry of an imported file. An entry may be a whole answer, a record, or what another collector
 * made of one; a stream that knows more of it than that says so itself.
 */
export function importedRecords(stream: StreamDefinition, entry: unknown): readonly unknown[] {
  try {
    return stream.readImported?.(entry) ?? asAnswerOrRecord(stream, entry);
  } catch {
    // A record that can't be split can't be mapped either, and is then rejected with a reason.
    return [entry];
  }
}

function asAnswerOrRecord(stream: StreamDefinition, entry: unknown): readonly unknown[] {
  const asAnswer = stream.readRecords(entry);
  const isRecord = asAnswer.ok && asAnswer.value.length === 0 && stream.recognise(entry) > 0;
  if (asAnswer.ok && !isRecord) return asAnswer.value;
  const asRow = stream.readRecords([entry]);
  return asRow.ok && asRow.value.length > 0 ? asRow.value : [entry];
}
