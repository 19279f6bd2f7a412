import type { CompletionContext } from '@codemirror/autocomplete';
import type { EditorView } from '@codemirror/view';
import { type Ref, useEffect, useEffectEvent, useImperativeHandle, useRef, useState } from 'react';
import { z } from 'zod';
import type { Question } from '../../../shared/question.ts';
import { Icon } from '../../design/icon.tsx';
import { IconButton } from '../../design/icon-button.tsx';
import { usePreference } from '../../frame/preferences.tsx';
import { useIpc } from '../../ipc-client.ts';
import { queryError } from '../state/explore-question.ts';
import type { ExploreStore } from '../state/use-explore-store.ts';
import { focusTable } from '../table/focus-table.ts';
import styles from './query-bar.module.css';
import { completeQuery } from './query-completion.ts';
import { createQueryEditor, replaceText } from './query-editor.ts';
import { setErrorPlace } from './query-error-mark.ts';

const ASK_AFTER_MS = 150;
/** Half a value matches nothing: while a list offers whole ones, an answer can wait. */
const ASK_AFTER_CHOICE_MS = 600;
const MOST_RECENT = 20;
const recentSchema = z.array(z.string().max(16_384)).max(MOST_RECENT);
const noRecent: string[] = [];

export interface QueryBarHandle {
  focus(): void;
}

interface QueryBarProps {
  ref: Ref<QueryBarHandle>;
  store: ExploreStore;
  /** What is asked now: values are offered from it. */
  question: Question;
}

/** Where the question is written. It is asked as one types; Enter asks at once and keeps it among the recent ones. */
export function QueryBar({ ref, store, question }: QueryBarProps) {
  const { state, dispatch } = store;
  const { text } = state.query;
  const ipc = useIpc();
  const [recent, setRecent] = usePreference('explore.recent', recentSchema, noRecent);
  const [hasFocus, setFocus] = useState(false);
  const [isListOpen, setListOpen] = useState(false);
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  // What the bar itself told last: it must not come back over letters that were typed since.
  const sent = useRef<string | null>(null);
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const onText = useEffectEvent((typed: string, isChoosing: boolean) => {
    clearTimeout(waiting.current);
    waiting.current = setTimeout(
      () => {
        sent.current = typed;
        dispatch({ kind: 'query-typed', text: typed });
      },
      isChoosing ? ASK_AFTER_CHOICE_MS : ASK_AFTER_MS,
    );
  });
  const onSubmit = useEffectEvent((typed: string) => {
    clearTimeout(waiting.current);
    sent.current = typed;
    dispatch({ kind: 'query-set', text: typed });
    const kept = typed.trim();
    if (kept === '' || queryError(kept)) return;
    setRecent([kept, ...recent.filter((known) => known !== kept)].slice(0, MOST_RECENT));
  });
  const complete = useEffectEvent((context: CompletionContext) =>
    completeQuery(context, { ipc, question, recent }),
  );

  useEffect(() => {
    if (!host.current) return;
    const editor = createQueryEditor(host.current, '', () => ({
      onText: (typed, isChoosing) => onText(typed, isChoosing),
      onSubmit: (typed) => onSubmit(typed),
      onLeave: focusTable,
      onListChange: setListOpen,
      onFocusChange: setFocus,
      complete: (context) => complete(context),
    }));
    view.current = editor;
    // Effects end and begin anew while another view is in front: the new editor is empty, whatever the last one told.
    sent.current = null;
    return () => {
      clearTimeout(waiting.current);
      view.current = null;
      editor.destroy();
    };
  }, []);

  const error = queryError(text);
  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    if (text !== sent.current) {
      replaceText(editor, text);
      // What was just taken over isn't typed.
      clearTimeout(waiting.current);
      sent.current = text;
    }
    if (editor.state.doc.toString() !== text) return;
    editor.dispatch({ effects: setErrorPlace.of(queryError(text)?.position ?? null) });
  }, [text]);

  useImperativeHandle(ref, () => ({ focus: () => view.current?.focus() }), []);

  return (
    <div className={styles.bar}>
      <Icon name="search" />
      <div ref={host} className={styles.editor} />
      {text !== '' && (
        <IconButton
          icon="close"
          size="small"
          label="Clear the query"
          onPress={() => {
            dispatch({ kind: 'query-set', text: '' });
            view.current?.focus();
          }}
        />
      )}
      {!hasFocus && text === '' && <kbd className={styles.key}>/</kbd>}
      {error && !isListOpen && <QueryProblem message={error.message} remedy={error.remedy} />}
    </div>
  );
}

/** Lies over what is below the bar: nothing moves while the text is half written. */
function QueryProblem({ message, remedy }: { message: string; remedy: string }) {
  return (
    <div className={styles.problem} role="status">
      <Icon name="alert" size={14} />
      <span>
        {message} <span className={styles.remedy}>{remedy}</span>
      </span>
    </div>
  );
}
