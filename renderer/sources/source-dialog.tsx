import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AppError } from '../../shared/app-error.ts';
import type { SourceStatus } from '../../shared/source-status.ts';
import type { VendorDescriptor } from '../../shared/vendor-descriptor.ts';
import { Button } from '../design/button.tsx';
import { ModalDialog } from '../design/dialog.tsx';
import { ErrorState } from '../design/error-state.tsx';
import { Select } from '../design/select.tsx';
import { showToast } from '../design/toast.tsx';
import { useSend } from '../queries.ts';
import { ConnectionChecks } from './connection-checks.tsx';
import styles from './source-form.module.css';
import { SourceForm } from './source-form.tsx';
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
import { VendorGuide } from './vendor-guide.tsx';

export interface SourceDialogProps {
  vendors: readonly VendorDescriptor[];
  /** The source to change, or null for a new one. */
  source: SourceStatus | null;
  otherNames: readonly string[];
  onClose: () => void;
}

/** The form for a new or a kept source beside the vendor's steps. Mounted for as long as it is open. */
export function SourceDialog({ vendors, source, otherNames, onClose }: SourceDialogProps) {
  const first = vendors.find(({ vendor }) => vendor === source?.vendor) ?? vendors[0];
  const [vendor, setVendor] = useState(first);
  if (!vendor) return null;
  const choice = source === null && vendors.length > 1 && (
    <Select
      label="Vendor"
      options={vendors.map(({ vendor: id, title }) => ({ id, label: title }))}
      value={vendor.vendor}
      onChange={(id) => setVendor(vendors.find((known) => known.vendor === id))}
    />
  );
  return (
    <VendorDialog key={vendor.vendor} {...{ vendor, source, otherNames, onClose }}>
      {choice}
    </VendorDialog>
  );
}

interface VendorDialogProps extends Omit<SourceDialogProps, 'vendors'> {
  vendor: VendorDescriptor;
  children: React.ReactNode;
}

function VendorDialog({ vendor, source, otherNames, onClose, children }: VendorDialogProps) {
  const form = useSourceForm(vendor, source, otherNames);
  const { test, save } = useSourceCalls(form, onClose);
  const answer = test.data && !form.isChangedSince(test.variables?.draft) ? test.data.checks : null;
  const problem = save.error ?? (answer ? null : test.error);
  const formProblem = problem && fieldOfError(problem, vendor) === null ? problem : null;
  const submit = form.whenValid(() => !save.isPending && save.run());
  return (
    <ModalDialog
      title={source ? `Edit ${source.name}` : `Add ${vendor.title}`}
      isOpen
      onClose={onClose}
      size="large"
      closesOnPressOutside={false}
      footer={
        <>
          <Button icon="refresh" onPress={form.whenValid(test.run)} isPending={test.isPending}>
            {test.isPending ? 'Testing…' : 'Test connection'}
          </Button>
          <span className={styles.spacer} />
          <Button onPress={onClose}>Cancel</Button>
          <Button kind="primary" onPress={submit} isPending={save.isPending}>
            {source ? 'Save' : 'Add and collect'}
          </Button>
        </>
      }
    >
      <div className={styles.columns}>
        <div>
          {children}
          <SourceForm
            vendor={vendor}
            values={form.values}
            errors={withProblem(form.shownErrors, problem, vendor)}
            isKept={source !== null}
            onChange={form.change}
            onLeave={form.leave}
            onSubmit={submit}
          />
          <div className={styles.result} aria-live="polite">
            {(formProblem ?? answer) && (
              <div ref={scrollIntoView}>
                {formProblem && <ErrorState error={formProblem} />}
                {answer && <ConnectionChecks checks={answer} />}
              </div>
            )}
          </div>
        </div>
        <VendorGuide vendor={vendor} />
      </div>
    </ModalDialog>
  );
}

/** The answer may come in below the fold of a small window. */
function scrollIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}

type SourceFormState = ReturnType<typeof useSourceForm>;

/** Errors are shown for fields that were left, and for all once a button was pressed; never while a word is half typed. */
function useSourceForm(vendor: VendorDescriptor, source: SourceStatus | null, otherNames: readonly string[]) {
  const [values, change] = useState<SourceFormValues>(() =>
    source ? keptSourceValues(source) : newSourceValues(vendor, otherNames),
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
    isChangedSince: (sent: unknown) => JSON.stringify(sent) !== JSON.stringify(draft),
  };
}

function useSourceCalls({ source, draft }: SourceFormState, onClose: () => void) {
  const queries = useQueryClient();
  const test = useSend('sources.test');
  const add = useSend('sources.add');
  const update = useSend('sources.update');
  const onSuccess = () => {
    void queries.invalidateQueries({ queryKey: sourcesKey });
    showToast({
      tone: 'success',
      title: source ? `${draft.name} is saved` : `${draft.name} is added`,
      ...(source ? {} : { text: 'Collecting has started, from the oldest day on.' }),
    });
    onClose();
  };
  const save = source ? update : add;
  return {
    test: { ...test, run: () => test.mutate({ sourceId: source?.sourceId ?? null, draft }) },
    save: {
      error: save.error,
      isPending: save.isPending,
      run: () =>
        source
          ? update.mutate({ sourceId: source.sourceId, ...draft }, { onSuccess })
          : add.mutate(draft, { onSuccess }),
    },
  };
}

function withProblem(errors: FieldErrors, problem: AppError | null, vendor: VendorDescriptor): FieldErrors {
  const field = problem && fieldOfError(problem, vendor);
  return field ? { ...errors, [field]: `${problem.message} ${problem.remedy}` } : errors;
}
