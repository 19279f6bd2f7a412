import { type AppError, appError } from '../../shared/app-error.ts';

export function cancelled(): AppError {
  return appError('cancelled', 'Mapping again was cancelled.', 'Start it again to map the rest.');
}
