import type {
  Facet,
  Figures,
  Histogram,
  Page,
  SecretTypeFrequency,
  UnusualSecretTypes,
} from '../../shared/answer.ts';
import type { AppError } from '../../shared/app-error.ts';
import type { EventDetail } from '../../shared/event-record.ts';
import type { IpcCall, IpcInput } from '../../shared/ipc/ipc-contract.ts';
import type { Result } from '../../shared/result.ts';

type QueryCall = Extract<IpcCall, `events.${string}` | `secrets.${string}`>;
type Asked<Call extends QueryCall> = Omit<IpcInput<Call>, 'requestId'>;

/** Every question that can be asked of the stored events. An aborted signal ends a question with `cancelled`. */
export interface QueryService {
  page(input: Asked<'events.page'>, signal?: AbortSignal): Promise<Result<Page, AppError>>;
  count(
    input: Asked<'events.count'>,
    signal?: AbortSignal,
  ): Promise<Result<{ count: number; tookMs: number }, AppError>>;
  histogram(input: Asked<'events.histogram'>, signal?: AbortSignal): Promise<Result<Histogram, AppError>>;
  facets(input: Asked<'events.facets'>, signal?: AbortSignal): Promise<Result<{ facets: Facet[] }, AppError>>;
  figures(input: Asked<'events.figures'>, signal?: AbortSignal): Promise<Result<Figures, AppError>>;
  columnsPresent(
    input: Asked<'events.columnsPresent'>,
    signal?: AbortSignal,
  ): Promise<Result<{ columns: string[] }, AppError>>;
  detail(input: Asked<'events.detail'>, signal?: AbortSignal): Promise<Result<EventDetail, AppError>>;
  secretFrequency(
    input: Asked<'secrets.frequency'>,
    signal?: AbortSignal,
  ): Promise<Result<SecretTypeFrequency, AppError>>;
  unusualSecretTypes(
    input: Asked<'secrets.unusual'>,
    signal?: AbortSignal,
  ): Promise<Result<UnusualSecretTypes, AppError>>;
}
