import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { AnswerHeaders } from './answer.ts';
import { isDeeperThan, maxRecordDepth, parseJson } from './parse-json.ts';
import { decoderOf } from './read-answer-body.ts';

/** An explanation is short; what is longer is a web page or worse. */
const maxRefusalBytes = 64 * 1024;

/**
 * The JSON that explains a refusal; undefined where there is none, where it is too long or broken. Never throws: the
 * status says enough, and a broken explanation must not hide it.
 */
export async function readRefusalBody(headers: AnswerHeaders, body: Readable): Promise<unknown> {
  const decoder = decoderOf((headers['content-encoding'] ?? 'identity').trim().toLowerCase());
  if (decoder === undefined) {
    body.destroy();
    return undefined;
  }
  try {
    const text = await readText(body, decoder);
    const json = text === null || text.trim() === '' ? undefined : parseJson(text);
    return isDeeperThan(json, maxRecordDepth) ? undefined : json;
  } catch {
    return undefined;
  } finally {
    body.destroy();
  }
}

async function readText(body: Readable, decoder: Transform | null): Promise<string | null> {
  const decode = new TextDecoder();
  let text = '';
  let bytes = 0;
  const tooLong = new AbortController();
  const consume = async (source: AsyncIterable<Uint8Array>): Promise<void> => {
    for await (const piece of source) {
      bytes += piece.length;
      if (bytes > maxRefusalBytes) return tooLong.abort();
      text += decode.decode(piece, { stream: true });
    }
  };
  if (decoder === null) await consume(body);
  else await pipeline(body, decoder, consume, { signal: tooLong.signal });
  return tooLong.signal.aborted ? null : text + decode.decode();
}
