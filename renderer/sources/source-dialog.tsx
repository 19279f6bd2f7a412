import { useState } from 'react';
import type { SourceStatus } from '../../shared/source-status.ts';
import type { VendorDescriptor } from '../../shared/vendor-descriptor.ts';
import { Button } from '../design/button.tsx';
import { ModalDialog } from '../design/dialog.tsx';
import { ErrorState } from '../design/error-state.tsx';
import { ConnectionChecks } from './connection-checks.tsx';
import styles from './source-form.module.css';
import { SourceForm } from './source-form.tsx';
import { fieldOfError } from './source-form-values.ts';
import { useSourceCalls, useSourceForm, withProblem } from './use-source-form.ts';
import { VendorCards } from './vendor-cards.tsx';
import { VendorGuide } from './vendor-guide.tsx';

export interface SourceDialogProps {
  vendors: readonly VendorDescriptor[];
  /** The source to change, or null for a new one. */
  source: SourceStatus | null;
  /** The vendor whose form is shown at once, for a new source. */
  first: string | null;
  otherNames: readonly string[];
  onClose: () => void;
}

/** A new source: which vendor, then one form beside the vendor's steps. A kept one: the form. Mounted while it is open. */
export function SourceDialog({ vendors, source, first, otherNames, onClose }: SourceDialogProps) {
  const onlyOne = vendors.length === 1 ? vendors[0] : undefined;
  const [chosen, choose] = useState(
    vendors.find(({ vendor }) => vendor === (source?.vendor ?? first)) ?? onlyOne,
  );
  if (!chosen) {
    return (
      <ModalDialog title="Add a source" isOpen onClose={onClose} size="large">
        <VendorCards vendors={vendors} onChoose={choose} />
      </ModalDialog>
    );
  }
  const onBack = source === null && !onlyOne ? () => choose(undefined) : null;
  return <VendorDialog key={chosen.vendor} vendor={chosen} {...{ source, otherNames, onClose, onBack }} />;
}

interface VendorDialogProps extends Omit<SourceDialogProps, 'vendors' | 'first'> {
  vendor: VendorDescriptor;
  /** To the choice of vendors, where there is one. */
  onBack: (() => void) | null;
}

function VendorDialog({ vendor, source, otherNames, onClose, onBack }: VendorDialogProps) {
  const form = useSourceForm(vendor, source, otherNames);
  const { test, save, checks, problem } = useSourceCalls(form, onClose);
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
          {onBack && (
            <Button kind="quiet" icon="chevron-left" onPress={onBack}>
              Other vendor
            </Button>
          )}
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
        <SourceForm
          vendor={vendor}
          values={form.values}
          errors={withProblem(form.shownErrors, problem, vendor)}
          isKept={source !== null}
          onChange={form.change}
          onLeave={form.leave}
          onSubmit={submit}
        >
          <div aria-live="polite">
            {(formProblem ?? checks) && (
              <div ref={scrollIntoView}>
                {formProblem && <ErrorState error={formProblem} />}
                {checks && (
                  <ConnectionChecks
                    checks={checks}
                    vendor={vendor}
                    streams={form.values.streams}
                    onSwitch={(name, enabled) => form.change(withStream(form.values, name, enabled))}
                  />
                )}
              </div>
            )}
          </div>
        </SourceForm>
        <VendorGuide vendor={vendor} />
      </div>
    </ModalDialog>
  );
}

type Values = ReturnType<typeof useSourceForm>['values'];

function withStream(values: Values, name: string, enabled: boolean): Values {
  const stream = values.streams[name];
  return stream ? { ...values, streams: { ...values.streams, [name]: { ...stream, enabled } } } : values;
}

/** The answer may come in below the fold of a small window. */
function scrollIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
