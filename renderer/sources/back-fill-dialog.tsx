import { useState } from 'react';
import type { SourceStatus } from '../../shared/source-status.ts';
import type { VendorDescriptor } from '../../shared/vendor-descriptor.ts';
import { Button } from '../design/button.tsx';
import { Checkbox } from '../design/checkbox.tsx';
import { ModalDialog } from '../design/dialog.tsx';
import { ErrorState } from '../design/error-state.tsx';
import { useNowUs } from '../design/now-context.tsx';
import { TextField } from '../design/text-field.tsx';
import { useSend } from '../queries.ts';
import styles from './back-fill-dialog.module.css';
import { type BackFillValues, checkBackFill, firstBackFill, whyNoBackFill } from './back-fill-values.ts';

export interface BackFillDialogProps {
  source: SourceStatus;
  vendor: VendorDescriptor | null;
  /** The stream it was opened for; null for the source as a whole. */
  stream: string | null;
  /** A range to begin with, such as a gap; without it the month before what was asked for at first. */
  range?: { readonly from: string; readonly until: string };
  onClose: () => void;
}

/** Fetches a range of days anew, beside the polling. Mounted while it is open. */
export function BackFillDialog({ source, vendor, stream, range, onClose }: BackFillDialogProps) {
  const nowUs = useNowUs();
  const [values, change] = useState<BackFillValues>(() => ({
    ...firstBackFill(source, vendor, stream, nowUs),
    ...range,
  }));
  const [isTried, setTried] = useState(false);
  const start = useSend('sources.backFill');
  const { input, errors, retention } = checkBackFill(source, vendor, values, nowUs);
  const shown = isTried ? errors : {};
  const titleOf = (name: string) => vendor?.streams.find((one) => one.name === name)?.title ?? name;
  return (
    <ModalDialog
      title={stream === null ? `Back-fill ${source.name}` : `Back-fill ${titleOf(stream)}`}
      isOpen
      onClose={onClose}
      size="small"
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            kind="primary"
            isPending={start.isPending}
            onPress={() => {
              setTried(true);
              if (input) start.mutate(input, { onSuccess: onClose });
            }}
          >
            Back-fill
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p className={styles.lead}>
          Fetches what the vendor still has of these days. Events that are stored already are not stored
          twice.
        </p>
        <div className={styles.range}>
          <TextField
            label="From (UTC)"
            value={values.from}
            onChange={(from) => change({ ...values, from })}
            error={shown.from}
            placeholder="2026-01-31"
            isMono
          />
          <TextField
            label="Until, included (UTC)"
            value={values.until}
            onChange={(until) => change({ ...values, until })}
            error={shown.until}
            placeholder="2026-01-31"
            isMono
          />
        </div>
        {stream === null && (
          <fieldset className={styles.streams}>
            <legend className={styles.legend}>Streams</legend>
            {source.streams.map((one) => {
              const why = whyNoBackFill(one, vendor);
              return (
                <Checkbox
                  key={one.stream}
                  isSelected={values.streams.includes(one.stream)}
                  isDisabled={why !== null}
                  onChange={(isOn) =>
                    change({ ...values, streams: withStream(values.streams, one.stream, isOn) })
                  }
                >
                  {titleOf(one.stream)}
                  {why !== null && ` (${why})`}
                </Checkbox>
              );
            })}
            {shown.streams && <p className={styles.error}>{shown.streams}</p>}
          </fieldset>
        )}
        {retention !== null && <p className={styles.lead}>{retention}</p>}
        {start.error && <ErrorState error={start.error} />}
      </div>
    </ModalDialog>
  );
}

function withStream(streams: readonly string[], name: string, isOn: boolean): string[] {
  const others = streams.filter((stream) => stream !== name);
  return isOn ? [...others, name] : others;
}
