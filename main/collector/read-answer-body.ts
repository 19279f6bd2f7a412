import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { type AppError, appError } from '../../shared/app-error.ts';
import type { Answer, AnswerHeaders } from './answer.ts';
import { createJsonSplitter, type JsonEnding } from './json-splitter.ts';
import { parseJson } from './parse-json.ts';
import { maxAnswerValues } from './record-limits.ts';
import { createTimeSlices } from './time-slices.ts';

/** What the client asks for in `accept-encoding`, and so all that it has to undo. */
export const acceptedEncodings = 'gzip, deflate, br';

interface ReadBody {
  readonly ending: JsonEnding;
  readonly values: readonly unknown[];
  readonly bytes: number;
  /** Reading was stopped, since it was more than may be read. */
  readonly tooMuch: 'bytes' | 'values' | null;
  readonly startsLikeMarkup: boolean;
  readonly unparseable: boolean;
}

/**
 * Reads the body of a 2xx answer as JSON, element by element where it is an array, letting other work in between.
 * Network errors while reading are thrown, everything that is wrong with the content is a failed answer. No content
 * gets into a message: it may hold secrets.
 */
export async function readAnswerBody(
  status: number,
  headers: AnswerHeaders,
  body: Readable,
  host: string,
  maxAnswerBytes: number,
): Promise<Answer> {
  if (status === 204) return { kind: 'answered', status, headers, json: null, bytes: 0 };
  const encoding = (headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  const decoder = decoderOf(encoding);
  if (decoder === undefined) {
    body.destroy();
    return unexpected(
      `${host} answered in a packing that was not asked for.`,
      `content-encoding: ${encoding.slice(0, 40)}`,
      false,
    );
  }
  let read: ReadBody;
  try {
    read = await parseBody(body, decoder, maxAnswerBytes);
  } catch (error) {
    if (isDamagedPacking(error)) {
      return unexpected(
        `The packed answer of ${host} is cut off or damaged.`,
        outline(status, headers),
        true,
      );
    }
    throw error;
  }
  return judgeBody(read, status, headers, host, maxAnswerBytes);
}

async function parseBody(
  body: Readable,
  decoder: Transform | null,
  maxAnswerBytes: number,
): Promise<ReadBody> {
  const values: unknown[] = [];
  const decode = new TextDecoder();
  const slices = createTimeSlices();
  const stopped = new AbortController();
  let tooMuch: ReadBody['tooMuch'] = null;
  let bytes = 0;
  let firstText = '';
  let unparseable = false;
  const splitter = createJsonSplitter((text) => {
    try {
      if (!unparseable) values.push(parseJson(text));
    } catch {
      unparseable = true;
    }
  });
  const stop = (what: 'bytes' | 'values'): void => {
    tooMuch = what;
    stopped.abort();
  };
  const consume = async (source: AsyncIterable<Uint8Array>): Promise<void> => {
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > maxAnswerBytes) return stop('bytes');
      const text = decode.decode(chunk, { stream: true });
      if (firstText.length < 64) firstText = (firstText + text.slice(0, 256)).trimStart().slice(0, 64);
      splitter.push(text);
      if (splitter.valuesSeen() > maxAnswerValues) return stop('values');
      await slices.pause();
    }
    splitter.push(decode.decode());
  };
  try {
    if (decoder === null) await consume(body);
    else await pipeline(body, decoder, consume, { signal: stopped.signal });
  } catch (error) {
    if (tooMuch === null) throw error;
  }
  if (tooMuch !== null) body.destroy();
  const startsLikeMarkup = firstText.startsWith('<');
  return {
    ending: splitter.end(),
    values,
    bytes,
    tooMuch,
    startsLikeMarkup,
    unparseable,
  };
}

function judgeBody(
  read: ReadBody,
  status: number,
  headers: AnswerHeaders,
  host: string,
  maxAnswerBytes: number,
): Answer {
  const detail = outline(status, headers, read.bytes);
  if (read.tooMuch !== null) {
    const limit =
      read.tooMuch === 'bytes'
        ? `${Math.round(maxAnswerBytes / 1_000_000)} MB`
        : `${maxAnswerValues / 1_000_000} million values`;
    return unexpected(`${host} sent more than ${limit} in one answer; reading was stopped.`, detail, false);
  }
  if (read.startsLikeMarkup || /\bhtml\b/i.test(headers['content-type'] ?? '')) {
    return unexpected(
      `${host} answered with a web page, not with data: is the base URL right?`,
      detail,
      false,
    );
  }
  switch (read.ending.kind) {
    case 'empty':
      return unexpected(`${host} sent an empty answer.`, detail, true);
    case 'cut-off':
      return unexpected(`The answer of ${host} is cut off.`, detail, true);
    case 'too-deep':
      return unexpected(`${host} answered with data nested too deep to be read.`, detail, false);
    default:
  }
  const isOneValue = read.ending.isArray || read.values.length === 1;
  if (read.ending.kind === 'malformed' || read.unparseable || !isOneValue) {
    return unexpected(
      `${host} answered with something that is not data (not JSON): is the base URL right?`,
      detail,
      false,
    );
  }
  const json = read.ending.isArray ? read.values : read.values[0];
  return { kind: 'answered', status, headers, json, bytes: read.bytes };
}

/** Null where nothing is packed, undefined for a packing that was not asked for. */
export function decoderOf(encoding: string): Transform | null | undefined {
  switch (encoding) {
    case '':
    case 'identity':
      return null;
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      return undefined;
  }
}

function isDamagedPacking(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && (/^Z_/.test(code) || /^ERR_(_ERROR_FORMAT|BROTLI|PADDING)/.test(code));
}

function outline(status: number, headers: AnswerHeaders, bytes?: number): string {
  const type = (headers['content-type'] ?? 'no content type').slice(0, 80);
  return `status ${status}, ${type}${bytes === undefined ? '' : `, ${bytes} bytes`}`;
}

function unexpected(message: string, detail: string, mayPass: boolean): Answer {
  const remedy = mayPass
    ? 'Nothing to do at first: the request is sent again. If it goes on, something between here and there is at fault.'
    : 'Check the base URL, and that no sign-in page or proxy answers in place of the API.';
  const error: AppError = appError('unexpected-response', message, remedy, { detail });
  return { kind: 'failed', error, mayPass };
}
