import { useMemo, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { CopyButton } from '../../design/copy-button.tsx';
import { Icon } from '../../design/icon.tsx';
import { VendorText } from '../../design/vendor-text.tsx';
import { visibleText } from '../../design/visible-text.ts';
import styles from './event-detail.module.css';
import { type EventForm, type JsonLine, jsonLines, pathKey, queryPath } from './json-tree-view.ts';
import { ValueActions } from './value-actions.tsx';

const formNotes: Readonly<Record<EventForm, string>> = {
  ocsf: 'OCSF 1.5.0',
  ecs: 'Elastic Common Schema, as it is exported',
  raw: 'As the vendor sent it, secrets lifted out',
};

interface JsonTreeProps {
  value: unknown;
  column: EventForm;
  onFilter: (key: string, value: string | null, mode: 'for' | 'out') => void;
}

/** The event's JSON with parts that fold, each value at hand for copying and filtering. */
export function JsonTree({ value, column, onFilter }: JsonTreeProps) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const lines = useMemo(() => jsonLines(value, closed), [value, closed]);
  const toggle = (line: JsonLine) => {
    const next = new Set(closed);
    const key = pathKey(line.path);
    if (line.isOpen) next.add(key);
    else next.delete(key);
    setClosed(next);
  };
  return (
    <div className={styles.json}>
      <div className={styles.jsonTools}>
        <span>{formNotes[column]}</span>
        <CopyButton text={JSON.stringify(value, null, 2)} label="Copy JSON" />
      </div>
      <ul className={styles.tree}>
        {lines.map((line) => (
          <JsonRow
            key={pathKey(line.path)}
            line={line}
            name={queryPath(column, line.path)}
            onToggle={() => toggle(line)}
            onFilter={onFilter}
          />
        ))}
      </ul>
    </div>
  );
}

interface JsonRowProps {
  line: JsonLine;
  name: string | null;
  onToggle: () => void;
  onFilter: JsonTreeProps['onFilter'];
}

function JsonRow({ line, name, onToggle, onFilter }: JsonRowProps) {
  const indent = { paddingInlineStart: 20 + line.depth * 16 };
  if (line.size !== null) {
    const [open, close] = line.isList ? ['[', ']'] : ['{', '}'];
    return (
      <li className={styles.line} style={indent}>
        <AriaButton
          className={styles.fold ?? ''}
          onPress={onToggle}
          aria-expanded={line.isOpen}
          isDisabled={line.size === 0}
        >
          <Icon name={line.isOpen ? 'chevron-down' : 'chevron-right'} size={12} />
          <span className={styles.key}>
            <VendorText text={line.key} />
          </span>
          <span className={styles.muted}>
            {line.isOpen ? open : `${open} ${line.size === 0 ? '' : `${line.size} `}${close}`}
          </span>
        </AriaButton>
      </li>
    );
  }
  const { value } = line;
  return (
    <li className={styles.line} style={indent}>
      <span className={styles.key}>
        <VendorText text={line.key} />
      </span>
      <span className={styles[value === null ? 'muted' : typeof value]}>
        {typeof value === 'string' ? <VendorText text={value} lines="kept" /> : String(value)}
      </span>
      <ValueActions
        label={visibleText(line.key)}
        text={value === null ? '' : String(value)}
        filterKey={name}
        filterValue={value === null ? null : String(value)}
        onFilter={onFilter}
      />
    </li>
  );
}
