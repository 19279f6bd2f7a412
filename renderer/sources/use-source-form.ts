import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AppError } from '../../shared/app-error.ts';
import type { ConnectionCheck } from '../../shared/ipc/ipc-contract.ts';
import type { SourceStatus } from '../../shared/source-status.ts';
import type { VendorDescriptor } from '../../shared/vendor-descriptor.ts';
import { showToast } from '../design/toast.tsx';
import { useSend } from '../queries.ts';
import {
  checkSourceForm,
  type FieldErrors,
  fieldOfError,
  keptSourceValues,
  newSourceValues,
  type SourceFormValues,
  toDraft,
} from './source-form-values.ts';
import { sourcesKey } from './use-sources.ts';

/** Errors are shown for fields that were left, and for all once a button was pressed; never while a word is half typed. */
export function useSourceForm(
  vendor: VendorDescriptor,
  source: SourceStatus | null,
  otherNames: readonly string[],
) {
  const [values, change] = useState<SourceFormValues>(() =>
    source ? keptSourceValues(source, vendor) : newSourceValues(vendor, otherNames),
  );
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [isTried, setTried] = useState(false);
  const errors = checkSourceForm(vendor, values, { takenNames: otherNames, isKept: source !== null });
  const shown = Object.entries(errors).filter(([field]) => isTried || left.has(field));
  const draft = toDraft(vendor, values);
  return {
    source,
    values,
    draft,
    change,
    shownErrors: Object.fromEntries(shown) as FieldErrors,
    leave: (field: string) => values[field as 'name' | 'url'] !== '' && setLeft(new Set([...left, field])),
    whenValid: (run: () => void) => () => {
      setTried(true);
      if (Object.keys(errors).length === 0) run();
    },
  };
}

export type SourceFormState = ReturnType<typeof useSourceForm>;

/** Test and save. An answer of the test stands for as long as what was tested does. */
export function useSourceCalls({ source, draft }: SourceFormState, onClose: () => void) {
  const queries = useQueryClient();
  const test = useSend('sources.test');
  const add = useSend('sources.add');
  const update = useSend('sources.update');
  const onSuccess = () => {
    void queries.invalidateQueries({ queryKey: sourcesKey });
    showToast({
      tone: 'success',
      title: source ? `${draft.name} is saved` : `${draft.name} is added`,
      ...(source ? {} : { text: 'Collecting has started.' }),
    });
    onClose();
  };
  const save = source ? update : add;
  const sent = test.variables?.draft;
  const isCurrent = sent !== undefined && connectionOf(sent) === connectionOf(draft);
  const checks: readonly ConnectionCheck[] | null = test.data && isCurrent ? test.data.checks : null;
  return {
    checks,
    problem: save.error ?? (isCurrent ? test.error : null),
    test: {
      isPending: test.isPending,
      run: () => test.mutate({ sourceId: source?.sourceId ?? null, draft }),
    },
    save: {
      isPending: save.isPending,
      run: () =>
        source
          ? update.mutate({ sourceId: source.sourceId, ...draft }, { onSuccess })
          : add.mutate(draft, { onSuccess }),
    },
  };
}

/** What a test depends on: leaving a stream out, or giving the source another name, changes nothing about it. */
function connectionOf({ url, settings, credentials }: SourceFormState['draft']): string {
  return JSON.stringify({ url, settings, credentials });
}

/** The errors of the form with what main answered, at the field where it can be mended. */
export function withProblem(
  errors: FieldErrors,
  problem: AppError | null,
  vendor: VendorDescriptor,
): FieldErrors {
  const field = problem && fieldOfError(problem, vendor);
  return field ? { ...errors, [field]: `${problem.message} ${problem.remedy}` } : errors;
}
