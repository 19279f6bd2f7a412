import type { ReactNode } from 'react';
import type { AppError } from '../../shared/app-error.ts';
import { Button } from '../design/button.tsx';
import { ErrorState } from '../design/error-state.tsx';
import { TraceId } from './trace-id.tsx';

interface StreamProblemProps {
  error: AppError;
  tone: 'failure' | 'warning';
  /** Said before the message where several streams have the same trouble. */
  of?: string;
  onEdit: () => void;
  /** What else may help, beside editing the source. */
  children?: ReactNode;
}

/** What stopped a stream, what to do, and the vendor's id of its answer. */
export function StreamProblem({ error, tone, of, onEdit, children }: StreamProblemProps) {
  const shown = of === undefined ? error : { ...error, message: `${of}: ${error.message}` };
  return (
    <ErrorState
      error={shown}
      isAnnounced={false}
      tone={tone}
      action={
        <>
          {error.traceId && <TraceId traceId={error.traceId} />}
          {children}
          <Button size="small" onPress={onEdit}>
            Edit source
          </Button>
        </>
      }
    />
  );
}
