import { memo, useState } from 'react';
import { describeQuery } from '../../../shared/query/describe-query.ts';
import { formatQuery } from '../../../shared/query/format-query.ts';
import { parseQuery } from '../../../shared/query/parse-query.ts';
import type { QueryNode } from '../../../shared/query/query-node.ts';
import { Button } from '../../design/button.tsx';
import { Chip } from '../../design/chip.tsx';
import { IconButton } from '../../design/icon-button.tsx';
import { Popover } from '../../design/popover.tsx';
import { TextField } from '../../design/text-field.tsx';
import { visibleText } from '../../design/visible-text.ts';
import { shortcutLabel } from '../../frame/shortcut.ts';
import { isMac } from '../../frame/use-shortcuts.ts';
import type { ExploreAction } from '../state/explore-action.ts';
import type { Filter } from '../state/explore-state.ts';
import type { ExploreStore } from '../state/use-explore-store.ts';
import styles from './filter-row.module.css';

/** The filters beside the query text, each as a sentence. The row is always there, so that nothing jumps. */
export const FilterRow = memo(function FilterRow({ store }: { store: ExploreStore }) {
  const { state, dispatch, canUndo, canRedo } = store;
  return (
    <div className={styles.row}>
      <ul className={styles.chips} aria-label="Filters">
        {state.filters.map((filter) => (
          <li key={filter.id}>
            <FilterChip filter={filter} dispatch={dispatch} />
          </li>
        ))}
        <li>
          <AddFilter dispatch={dispatch} hasFilters={state.filters.length > 0} />
        </li>
      </ul>
      {state.filters.length > 1 && (
        <Button kind="quiet" size="small" onPress={() => dispatch({ kind: 'filters-cleared' })}>
          Clear all
        </Button>
      )}
      <IconButton
        icon="undo"
        size="small"
        label="Undo"
        hint={shortcutLabel('mod+z', isMac)}
        isDisabled={!canUndo}
        onPress={() => dispatch({ kind: 'undo' })}
      />
      <IconButton
        icon="redo"
        size="small"
        label="Redo"
        hint={shortcutLabel('shift+mod+z', isMac)}
        isDisabled={!canRedo}
        onPress={() => dispatch({ kind: 'redo' })}
      />
    </div>
  );
});

interface FilterChipProps {
  filter: Filter;
  dispatch: (action: ExploreAction) => void;
}

function FilterChip({ filter, dispatch }: FilterChipProps) {
  const { id, node, enabled } = filter;
  const [isOpen, setOpen] = useState(false);
  const sentence = visibleText(describeQuery(node));
  return (
    <Popover
      label={`Filter: ${sentence}`}
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Chip
          label={sentence}
          isOff={!enabled}
          isNegated={node.kind === 'not'}
          onPress={() => setOpen(true)}
          onRemove={() => dispatch({ kind: 'filter-removed', id })}
        >
          <bdi>{sentence}</bdi>
        </Chip>
      }
    >
      {(close) => (
        <FilterEditor
          node={node}
          title="Edit as query"
          submit="Apply"
          onSubmit={(changed) => {
            dispatch({ kind: 'filter-changed', id, node: changed });
            close();
          }}
        >
          <Button
            size="small"
            onPress={() => {
              dispatch({ kind: 'filter-toggled', id });
              close();
            }}
          >
            {enabled ? 'Switch off' : 'Switch on'}
          </Button>
          <Button
            size="small"
            onPress={() => {
              dispatch({ kind: 'filter-negated', id });
              close();
            }}
          >
            Negate
          </Button>
          <Button size="small" onPress={() => dispatch({ kind: 'filter-removed', id })}>
            Remove
          </Button>
        </FilterEditor>
      )}
    </Popover>
  );
}

function AddFilter({ dispatch, hasFilters }: Pick<FilterChipProps, 'dispatch'> & { hasFilters: boolean }) {
  return (
    <Popover
      label="Add a filter"
      trigger={
        <Button kind="quiet" size="small" icon="plus">
          {hasFilters ? 'Filter' : 'Add a filter'}
        </Button>
      }
    >
      {(close) => (
        <FilterEditor
          node={null}
          title="Filter, as in the query bar"
          submit="Add"
          onSubmit={(node) => {
            dispatch({ kind: 'filter-added', node });
            close();
          }}
        />
      )}
    </Popover>
  );
}

interface FilterEditorProps {
  node: QueryNode | null;
  title: string;
  submit: string;
  onSubmit: (node: QueryNode) => void;
  children?: React.ReactNode;
}

function FilterEditor({ node, title, submit, onSubmit, children }: FilterEditorProps) {
  const [text, setText] = useState(node ? formatQuery(node) : '');
  const parsed = parseQuery(text);
  const isEmpty = text.trim() === '';
  const apply = () => parsed.ok && !isEmpty && onSubmit(parsed.value);
  return (
    <div className={styles.editor}>
      <TextField
        label={title}
        value={text}
        onChange={setText}
        onSubmit={apply}
        isMono
        hasFirstFocus
        placeholder="severity >= high"
        error={parsed.ok ? undefined : parsed.error.message}
      />
      <div className={styles.buttons}>
        <Button size="small" kind="primary" isDisabled={!parsed.ok || isEmpty} onPress={apply}>
          {submit}
        </Button>
        {children}
      </div>
    </div>
  );
}
