import { type AppError, appError } from '../../../shared/app-error.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import type { VendorDescriptor } from '../../../shared/vendor-descriptor.ts';
import type { AppServices } from '../../app/app-services.ts';
import type { CliEnvironment, Command } from '../command.ts';
import { jsonOption, workspaceOption } from '../command.ts';
import { parseDays } from '../format-values.ts';
import { type ParsedArguments, wrongUsage } from '../parse-arguments.ts';
import { readCredentials } from '../read-credentials.ts';
import { withApp } from '../with-app.ts';

const MOST_DAYS = 3_650;

export const sourceAdd: Command = {
  name: 'source add',
  summary: 'Adds a source; its credentials go to the keychain.',
  operand: null,
  options: {
    workspace: workspaceOption,
    vendor: { value: 'VENDOR', required: true, help: 'entro' },
    name: { value: 'NAME', required: true, help: 'what you call the source' },
    url: { value: 'URL', required: true, help: 'base address of the vendor’s API' },
    stream: { value: 'NAME', multiple: true, help: 'only this stream; may be repeated' },
    since: { value: '60d', help: 'how far to look back at the first run' },
    set: { value: 'key=value', multiple: true, help: 'a setting of the vendor; may be repeated' },
    credential: {
      value: 'NAME=env:VARIABLE',
      multiple: true,
      help: 'a credential, read from an environment variable; may be repeated',
    },
    json: jsonOption,
  },
  examples: [
    'keyglass source add --vendor entro --name Entro --url https://entro.example.com --credential token=env:ENTRO_TOKEN',
  ],
  async run(given, environment) {
    const credentials = readCredentials(sourceAdd, given.all('credential'), environment.env);
    if (!credentials.ok) return credentials;
    const settings = readSettings(given.all('set'));
    if (!settings.ok) return settings;
    return withApp(given, environment, 'add', async (services) => {
      const draft = draftOf(given, services);
      if (!draft.ok) return draft;
      const added = await services.sources.add({
        ...draft.value,
        credentials: credentials.value,
        settings: settings.value,
      });
      if (!added.ok) return failed(inWordsOfTheCommandLine(added.error));
      await report(environment, given, { ...draft.value, sourceId: added.value.sourceId });
      return ok(0);
    });
  },
};

/** A missing credential is a missing option here; the form's words would send people to a window. */
function inWordsOfTheCommandLine(error: AppError): AppError {
  if (error.kind !== 'credentials-missing') return error;
  return wrongUsage(sourceAdd, `${error.message} Name its variable: --credential NAME=env:VARIABLE.`);
}

async function report(
  { stdout, stderr }: CliEnvironment,
  given: ParsedArguments,
  { sourceId, vendor, name, url }: { sourceId: string; vendor: string; name: string; url: string },
): Promise<void> {
  if (given.has('json')) await stdout.write(`${JSON.stringify({ sourceId, vendor, name, url })}\n`);
  else await stderr.write(`Added “${name}”. Collect its events with: keyglass collect --source "${name}"\n`);
}

interface DraftBasics {
  readonly vendor: string;
  readonly name: string;
  readonly url: string;
  readonly lookBackDays: number;
  readonly intervalMinutes: number;
}

function draftOf(given: ParsedArguments, services: AppServices): Result<DraftBasics, AppError> {
  const { text } = given;
  const vendor = vendorNamed(services, text('vendor') ?? '');
  if (!vendor.ok) return vendor;
  const streams = checkStreams(vendor.value, given.all('stream'));
  if (!streams.ok) return streams;
  const since = text('since');
  const days = since === undefined ? defaultDays(vendor.value) : parseDays(since);
  if (days === null || days > MOST_DAYS) {
    return failed(wrongUsage(sourceAdd, `--since takes a time like 60d, 12h or 8w, not “${since}”.`));
  }
  return ok({
    vendor: vendor.value.vendor,
    name: text('name') ?? '',
    url: text('url') ?? '',
    lookBackDays: days,
    intervalMinutes: Math.min(...vendor.value.streams.map((stream) => stream.intervalMinutes)),
  });
}

const defaultDays = ({ streams }: VendorDescriptor) =>
  Math.max(...streams.map(({ lookBackDays }) => lookBackDays));

/** The vendor of that name; otherwise an error that lists those there are. */
export function vendorNamed(services: AppServices, name: string): Result<VendorDescriptor, AppError> {
  const known = services.vendors.map(({ descriptor }) => descriptor);
  const found = known.find((descriptor) => descriptor.vendor === name.toLowerCase());
  if (found) return ok(found);
  const names = known.map(({ vendor }) => vendor).join(', ');
  return failed(appError('invalid-input', `Keyglass knows no vendor “${name}”.`, `It knows ${names}.`));
}

function checkStreams(
  { title, streams }: VendorDescriptor,
  wanted: readonly string[],
): Result<null, AppError> {
  const names = streams.map(({ name }) => name);
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    return failed(
      appError('invalid-input', `${title} has no stream “${unknown}”.`, `It has ${names.join(', ')}.`),
    );
  }
  if (wanted.length === 0 || new Set(wanted).size === names.length) return ok(null);
  return failed(
    appError(
      'not-available-yet',
      'Collecting only some of a source’s streams is not available yet.',
      'Leave --stream out to collect all of them.',
    ),
  );
}

function readSettings(pairs: readonly string[]): Result<Record<string, string>, AppError> {
  const settings: Record<string, string> = {};
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    if (at < 1) return failed(wrongUsage(sourceAdd, `--set takes key=value, not “${pair}”.`));
    settings[pair.slice(0, at)] = pair.slice(at + 1);
  }
  return ok(settings);
}
