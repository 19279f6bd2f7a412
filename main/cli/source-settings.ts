import { type AppError, appError } from '../../shared/app-error.ts';
import type { SourceDraft } from '../../shared/ipc/ipc-contract.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { StreamSettings } from '../../shared/source-status.ts';
import type { VendorDescriptor } from '../../shared/vendor-descriptor.ts';
import type { Command } from './command.ts';
import { parseCount, parseDay, parseDays, parseSeconds } from './format-values.ts';
import { wrongUsage } from './parse-arguments.ts';

export const MOST_DAYS = 3_650;
const MOST_SECONDS = 604_800;
const LEAST_SECONDS = 10;

/** What `--set` says: settings of the vendor, of single streams, and when the credentials end. */
export type GivenSettings = Pick<SourceDraft, 'settings' | 'streams' | 'credentialsExpireAtUs'>;

type StreamKey = 'interval' | 'lookBack' | 'pageSize';

const OF_STREAM = /^stream\.([^.=]+)\.([A-Za-z]+)$/;

/** Reads `--set key=value`, `--set stream.NAME.interval=5m` and `--set credentialsExpire=2027-01-31`. */
export function readGivenSettings(
  command: Command,
  pairs: readonly string[],
): Result<GivenSettings, AppError> {
  const settings: Record<string, string> = {};
  const streams: Record<string, Partial<StreamSettings>> = {};
  let credentialsExpireAtUs: number | null = null;
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    if (at < 1) return failed(wrongUsage(command, `--set takes key=value, not “${pair}”.`));
    const [key, value] = [pair.slice(0, at), pair.slice(at + 1)];
    const [, stream, name] = OF_STREAM.exec(key) ?? [];
    if (stream !== undefined && name !== undefined) {
      const one = readStreamSetting(command, name, value);
      if (!one.ok) return one;
      streams[stream] = { ...streams[stream], ...one.value };
    } else if (key === 'credentialsExpire') {
      credentialsExpireAtUs = parseDay(value);
      if (credentialsExpireAtUs === null) {
        return failed(wrongUsage(command, `credentialsExpire takes a day like 2027-01-31, not “${value}”.`));
      }
    } else {
      settings[key] = value;
    }
  }
  return ok({ settings, streams, credentialsExpireAtUs });
}

function readStreamSetting(
  command: Command,
  name: string,
  value: string,
): Result<Partial<StreamSettings>, AppError> {
  if (!(name in readers)) {
    const known = Object.keys(readers).join(', ');
    return failed(wrongUsage(command, `A stream has no setting “${name}”; it has ${known}.`));
  }
  const { read, form } = readers[name as StreamKey];
  const settings = read(value);
  return settings ? ok(settings) : failed(wrongUsage(command, `${name} takes ${form}, not “${value}”.`));
}

const readers: Readonly<
  Record<StreamKey, { read(value: string): Partial<StreamSettings> | null; form: string }>
> = {
  interval: {
    form: `a time from ${LEAST_SECONDS}s to 7d, like 30s, 5m or 1h`,
    read: (value) => {
      const intervalSeconds = parseSeconds(value);
      const fits =
        intervalSeconds !== null && intervalSeconds >= LEAST_SECONDS && intervalSeconds <= MOST_SECONDS;
      return fits ? { intervalSeconds } : null;
    },
  },
  lookBack: {
    form: `a time up to ${MOST_DAYS}d, like 30d or 8w`,
    read: (value) => {
      const lookBackDays = parseDays(value);
      return lookBackDays !== null && lookBackDays <= MOST_DAYS ? { lookBackDays } : null;
    },
  },
  pageSize: {
    form: 'a whole number from 1',
    read: (value) => {
      const pageSize = parseCount(value, 1, 10_000);
      return pageSize === null ? null : { pageSize };
    },
  },
};

/**
 * The settings of every stream: only the named ones on where some are named, `lookBackDays` for all, then what was set
 * for a single one.
 */
export function chosenStreams(
  { title, streams }: VendorDescriptor,
  given: {
    readonly named: readonly string[];
    readonly lookBackDays: number | null;
    readonly set: GivenSettings['streams'];
  },
): Result<SourceDraft['streams'], AppError> {
  const names = streams.map(({ name }) => name);
  const unknown = [...given.named, ...Object.keys(given.set)].find((name) => !names.includes(name));
  if (unknown !== undefined) return failed(noSuchStream(title, unknown, names));
  return ok(
    Object.fromEntries(
      streams.map(({ name, enabled }) => [
        name,
        {
          enabled: given.named.length === 0 ? enabled : given.named.includes(name),
          ...(given.lookBackDays === null ? {} : { lookBackDays: given.lookBackDays }),
          ...given.set[name],
        },
      ]),
    ),
  );
}

export function noSuchStream(title: string, name: string, names: readonly string[]): AppError {
  return appError('invalid-input', `${title} has no stream “${name}”.`, `It has ${names.join(', ')}.`);
}
