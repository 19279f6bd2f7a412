import { useDeferredValue, useState } from 'react';
import type { RetentionRule, SourceRetention } from '../../shared/retention.ts';
import { Button } from '../design/button.tsx';
import { classNames } from '../design/class-names.ts';
import { ErrorState } from '../design/error-state.tsx';
import { formatBytes, formatCount } from '../design/format-number.ts';
import { Icon } from '../design/icon.tsx';
import { NumberField } from '../design/number-field.tsx';
import { TimeText } from '../design/time-text.tsx';
import { showToast } from '../design/toast.tsx';
import { VendorText } from '../design/vendor-text.tsx';
import { useZone } from '../design/zone-context.ts';
import { useAsk, useSend } from '../queries.ts';
import {
  describeEffect,
  isSameRule,
  removesAll,
  ruleOf,
  type TypedRule,
  typedRule,
} from './retention-view.ts';
import styles from './settings-view.module.css';

/** One source's rule, with what it would do as it is typed. Empty fields: no limit. */
export function RetentionRuleRow({ source, name }: { source: SourceRetention; name: string }) {
  const [typed, setTyped] = useState<TypedRule>(() => typedRule(source));
  const save = useSend('retention.save');
  const rule = ruleOf(typed, source);
  const isChanged = !isSameRule(rule, source);
  const change = (next: Partial<TypedRule>) => {
    setTyped({ ...typed, ...next });
    save.reset();
  };
  return (
    <section className={styles.rule} aria-label={`Retention of ${name}`}>
      <div className={styles.ruleHead}>
        <p className={styles.ruleName}>
          <VendorText text={name} />
        </p>
        <p className={styles.note}>
          {`${formatCount(source.events, 'event')}, ${formatBytes(source.bytes)}`}
          {source.oldestEventUs !== null && (
            <>
              , oldest <TimeText timeUs={source.oldestEventUs} precision="day" />
            </>
          )}
        </p>
      </div>
      <div className={styles.ruleFields}>
        <NumberField
          label="Keep days"
          value={typed.keepDays}
          onChange={(keepDays) => change({ keepDays })}
          min={1}
          max={36_500}
          unit={typed.keepDays === null ? 'no limit' : 'days'}
        />
        <NumberField
          label="Keep size (MB)"
          value={typed.keepMegabytes}
          onChange={(keepMegabytes) => change({ keepMegabytes })}
          min={1}
          max={100_000_000}
          unit={typed.keepMegabytes === null ? 'no limit' : ''}
        />
        <Button
          kind={isChanged ? 'primary' : 'secondary'}
          isDisabled={!isChanged}
          isPending={save.isPending}
          aria-label={`Save the retention of ${name}`}
          onPress={() =>
            save.mutate(
              { sourceId: source.sourceId, rule },
              { onSuccess: () => showToast({ tone: 'success', title: `Retention of ${name} saved` }) },
            )
          }
        >
          Save
        </Button>
      </div>
      <Preview source={source} rule={rule} />
      {save.error && <ErrorState error={save.error} />}
    </section>
  );
}

function Preview({ source, rule }: { source: SourceRetention; rule: RetentionRule }) {
  const { sourceId, events } = source;
  const zone = useZone();
  const hasLimit = rule.keepDays !== null || rule.keepBytes !== null;
  const asked = useDeferredValue(rule);
  const answer = useAsk('retention.preview', { sourceId, rule: asked }, { isEnabled: hasLimit });
  if (!hasLimit) return <p className={styles.note}>Kept for ever.</p>;
  if (answer.error) return <p className={styles.note}>{answer.error.message}</p>;
  const effect = answer.isPlaceholderData ? undefined : answer.data;
  const isAll = effect !== undefined && removesAll(effect, events);
  return (
    <p className={classNames(styles.note, isAll && styles.removesAll)} aria-live="polite">
      {isAll && <Icon name="alert" size={14} />}
      {effect ? describeEffect(effect, zone, events) : 'Counting …'}
    </p>
  );
}
