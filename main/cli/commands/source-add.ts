import { resolve } from 'node:path';
import { type AppError, appError } from '../../../shared/app-error.ts';
import type { SourceDraft } from '../../../shared/ipc/ipc-contract.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import type { VendorDescriptor } from '../../../shared/vendor-descriptor.ts';
import type { AppServices } from '../../app/app-services.ts';
import { vendors } from '../../vendors/registry.ts';
import type { CliEnvironment, Command } from '../command.ts';
import { jsonOption, workspaceOption } from '../command.ts';
import { parseDays } from '../format-values.ts';
import { type ParsedArguments, wrongUsage } from '../parse-arguments.ts';
import { readCredentials } from '../read-credentials.ts';
import { chosenStreams, type GivenSettings, MOST_DAYS, readGivenSettings } from '../source-settings.ts';
import { withApp } from '../with-app.ts';

/** For the help, which opens nothing. */
const vendorNames: readonly string[] = vendors.map(({ descriptor }) => descriptor.vendor);

export const sourceAdd: Command = {
  name: 'source add',
  summary: 'Adds a source; its credentials go to the keychain.',
  operand: null,
  options: {
    workspace: workspaceOption,
    vendor: { value: 'VENDOR', required: true, help: vendorNames.join(', ') },
    name: { value: 'NAME', required: true, help: 'what you call the source' },
    url: {
      value: 'URL',
      help: 'base address of the vendor’s API; without it the vendor’s own, if it has one',
    },
    stream: { value: 'NAME', multiple: true, help: 'only this stream; may be repeated' },
    since: { value: '60d', help: 'how far to look back at the first run, for all streams' },
    set: {
      value: 'key=value',
      multiple: true,
      help: 'a setting of the vendor, caFile=/path/ca.pem for an own certificate authority, stream.NAME.interval=5m, .lookBack=30d or .pageSize=200 of a stream, or credentialsExpire=2027-01-31; may be repeated',
    },
    credential: {
      value: 'NAME=env:VARIABLE',
      multiple: true,
      help: 'a credential, read from an environment variable; may be repeated',
    },
    json: jsonOption,
  },
  examples: [
    'keyglass source add --vendor entro --name Entro --url https://entro.example.com --credential token=env:ENTRO_TOKEN',
    'keyglass source add --vendor entra-id --name Entra --set tenantId=… --set clientId=… --credential clientSecret=env:SECRET --stream alert --since 7d',
  ],
  async run(given, environment) {
    const credentials = readCredentials(sourceAdd, given.all('credential'), environment.env);
    if (!credentials.ok) return credentials;
    const settings = readGivenSettings(sourceAdd, given.all('set'));
    if (!settings.ok) return settings;
    return withApp(given, environment, 'add', async (services) => {
      const draft = draftOf(given, services, settings.value);
      if (!draft.ok) return draft;
      const added = await services.sources.add({
        ...draft.value,
        settings: withWholePath(draft.value.settings, environment),
        credentials: credentials.value,
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

/** A file is named from where the command is run. */
function withWholePath(settings: SourceDraft['settings'], { workingFolder }: CliEnvironment) {
  const { caFile } = settings;
  return caFile ? { ...settings, caFile: resolve(workingFolder, caFile) } : settings;
}

async function report(
  { stdout, stderr }: CliEnvironment,
  given: ParsedArguments,
  { sourceId, vendor, name, url, streams }: Omit<SourceDraft, 'credentials'> & { sourceId: string },
): Promise<void> {
  const on = Object.keys(streams).filter((stream) => streams[stream]?.enabled);
  if (given.has('json')) {
    await stdout.write(`${JSON.stringify({ sourceId, vendor, name, url, streams: on })}\n`);
  } else {
    const collect = `Collect its events with: keyglass collect --source "${name}"`;
    await stderr.write(`Added “${name}”. Switched on: ${on.join(', ')}. ${collect}\n`);
  }
}

function draftOf(
  given: ParsedArguments,
  services: AppServices,
  { settings, streams: set, credentialsExpireAtUs }: GivenSettings,
): Result<Omit<SourceDraft, 'credentials'>, AppError> {
  const vendor = vendorNamed(services, given.text('vendor') ?? '');
  if (!vendor.ok) return vendor;
  const url = given.text('url') ?? vendor.value.url.default;
  if (url === undefined) {
    return failed(
      wrongUsage(sourceAdd, `${vendor.value.title} has no address of its own: name yours with --url URL.`),
    );
  }
  const since = given.text('since');
  const lookBackDays = since === undefined ? null : parseDays(since);
  if (since !== undefined && (lookBackDays === null || lookBackDays > MOST_DAYS)) {
    return failed(wrongUsage(sourceAdd, `--since takes a time like 60d, 12h or 8w, not “${since}”.`));
  }
  const streams = chosenStreams(vendor.value, { named: given.all('stream'), lookBackDays, set });
  if (!streams.ok) return streams;
  return ok({
    vendor: vendor.value.vendor,
    name: given.text('name') ?? '',
    url,
    settings,
    streams: streams.value,
    credentialsExpireAtUs,
  });
}

/** The vendor of that name; otherwise an error that lists those there are. */
export function vendorNamed(services: AppServices, name: string): Result<VendorDescriptor, AppError> {
  const known = services.vendors.map(({ descriptor }) => descriptor);
  const found = known.find((descriptor) => descriptor.vendor === name.toLowerCase());
  if (found) return ok(found);
  const names = known.map(({ vendor }) => vendor).join(', ');
  return failed(appError('invalid-input', `Keyglass knows no vendor “${name}”.`, `It knows ${names}.`));
}
