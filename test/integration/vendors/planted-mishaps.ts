import type { StreamDefinition, VendorDefinition } from '../../../main/collector/stream-definition.ts';
import { isJsonObject } from '../../../main/vendors/json-object.ts';

/** What a bad connector does to one event, each time that it reads it. */
export type Mishap = 'loses' | 'doubles';

export interface BadConnector {
  readonly vendor: VendorDefinition;
  /** Chooses the event, of those that were read until now. */
  chooseVictim(): void;
  /** From now on; null for a connector that is as it should be. */
  befall(mishap: Mishap | null): void;
}

const mark = 'readTwice';

/** The vendor's stream, read by a connector that can be made to lose or double one event from the middle. */
export function aBadConnector(vendor: VendorDefinition, stream: string): BadConnector {
  const seen = new Set<string>();
  let victim: string | undefined;
  let now: Mishap | null = null;

  function read(record: unknown): readonly unknown[] {
    const text = JSON.stringify(record);
    if (victim === undefined) seen.add(text);
    if (now === null || text !== victim || !isJsonObject(record)) return [record];
    return now === 'loses' ? [] : [record, { ...record, [mark]: true }];
  }

  const spoilt = (definition: StreamDefinition): StreamDefinition => ({
    ...definition,
    readRecords(answer) {
      const records = definition.readRecords(answer);
      return records.ok ? { ok: true, value: records.value.flatMap(read) } : records;
    },
    naturalKey(record, secret) {
      const key = definition.naturalKey(record, secret);
      return isJsonObject(record) && mark in record ? [...key, mark] : key;
    },
  });

  return {
    vendor: {
      ...vendor,
      streams: vendor.streams.map((one) => (one.name === stream ? spoilt(one) : one)),
    },
    chooseVictim() {
      const records = [...seen];
      victim = records[Math.floor(records.length / 2)];
      if (victim === undefined) throw new Error('nothing was read yet');
    },
    befall(mishap) {
      now = mishap;
    },
  };
}
