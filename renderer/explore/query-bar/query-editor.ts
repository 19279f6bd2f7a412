import {
  acceptCompletion,
  autocompletion,
  type CompletionSource,
  closeCompletion,
  completionStatus,
  currentCompletions,
  moveCompletionSelection,
  selectedCompletion,
  startCompletion,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { EditorState, type Extension, Prec, type Text } from '@codemirror/state';
import {
  type Command,
  EditorView,
  highlightSpecialChars,
  keymap,
  placeholder,
  tooltips,
} from '@codemirror/view';
import { errorMark } from './query-error-mark.ts';
import { queryHighlight } from './query-highlight.ts';
import { pageNonce, queryTheme } from './query-theme.ts';

export interface QueryEditorEvents {
  /** `isChoosing`: a list of completions is open, so the word is hardly finished. */
  onText(text: string, isChoosing: boolean): void;
  onSubmit(text: string): void;
  onLeave(): void;
  onListChange(isOpen: boolean): void;
  onFocusChange(hasFocus: boolean): void;
  complete: CompletionSource;
}

/** A one-line editor for the query language. `events` is read anew each time, so it may hold the latest closures. */
export function createQueryEditor(
  parent: HTMLElement,
  text: string,
  events: () => QueryEditorEvents,
): EditorView {
  const asked: AskedText = { doc: null, atMs: 0 };
  const state = EditorState.create({
    doc: text,
    extensions: [
      EditorView.cspNonce.of(pageNonce()),
      queryTheme,
      oneLine,
      history(),
      submitKeys(events, asked),
      keymap.of([...historyKeymap, ...defaultKeymap]),
      queryHighlight,
      errorMark,
      // Pasted text may hold what can't be seen.
      highlightSpecialChars(),
      placeholder('severity >= high and user.name:svc*'),
      // What is around the bar would cut it off.
      tooltips({ position: 'fixed' }),
      autocompletion({
        override: [(context) => events().complete(context)],
        icons: false,
        // Enter asks what is written, unless one went into the list.
        selectOnOpen: false,
        // With nothing marked, a key can't take by accident what has only just come up: Tab works at once.
        interactionDelay: 0,
        closeOnBlur: true,
        maxRenderedOptions: 60,
        activateOnTypingDelay: 60,
        updateSyncTime: 50,
      }),
      EditorView.contentAttributes.of({
        'aria-label': 'Query',
        'aria-multiline': 'false',
        spellcheck: 'false',
        autocorrect: 'off',
        autocapitalize: 'off',
      }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged)
          events().onText(update.state.doc.toString(), completionStatus(update.state) !== null);
        const isListOpen = completionStatus(update.state) === 'active';
        // It was on its way when Enter was pressed; now it would lie over the answer and take the next Escape.
        if (isListOpen && isJustAsked(asked, update.state.doc))
          queueMicrotask(() => closeCompletion(update.view));
        if (isListOpen !== (completionStatus(update.startState) === 'active'))
          events().onListChange(isListOpen);
        if (update.focusChanged) onFocus(update.view, events());
      }),
    ],
  });
  return new EditorView({ state, parent });
}

/** An empty bar offers what it can be asked as soon as one is in it. */
function onFocus(view: EditorView, events: QueryEditorEvents): void {
  events.onFocusChange(view.hasFocus);
  if (view.hasFocus && view.state.doc.length === 0) setTimeout(() => startCompletion(view), 0);
}

/** A line break in what is pasted is a space; anything else that would make a second line is refused. */
const oneLine: Extension = [
  EditorView.clipboardInputFilter.of((text) => text.replace(/\s*[\r\n]+\s*/g, ' ').trim()),
  EditorState.transactionFilter.of((transaction) => (transaction.newDoc.lines > 1 ? [] : transaction)),
];

/** What was asked last, and when. */
interface AskedText {
  doc: Text | null;
  atMs: number;
}

/** Longer than a list takes to come up after the last key: one that is asked for later was asked for on purpose. */
const LIST_ON_ITS_WAY_MS = 300;

function isJustAsked(asked: AskedText, doc: Text): boolean {
  return asked.doc?.eq(doc) === true && performance.now() - asked.atMs < LIST_ON_ITS_WAY_MS;
}

/** Enter asks, unless it takes the completion that is marked; Tab takes a completion; Esc leaves the bar. */
function submitKeys(events: () => QueryEditorEvents, asked: AskedText): Extension {
  return Prec.high(
    keymap.of([
      {
        key: 'Enter',
        run: (view) => acceptCompletion(view) || submit(view, events(), asked),
      },
      { key: 'Mod-Enter', run: (view) => submit(view, events(), asked) },
      { key: 'Tab', run: takeFirst },
      {
        key: 'Escape',
        run: (view) => {
          // The list's own Escape closes it first; the one that an empty bar shows by itself isn't worth a key.
          if (completionStatus(view.state) !== null && view.state.doc.length > 0) return false;
          closeCompletion(view);
          view.contentDOM.blur();
          events().onLeave();
          return true;
        },
      },
    ]),
  );
}

/** Tab takes the completion that is marked, or else the first; without a list it goes on to the next control. */
const takeFirst: Command = (view) => {
  const status = completionStatus(view.state);
  // Nothing can be taken while the list on the screen is being renewed, but leaving the bar is not what was meant.
  if (status === 'pending') return currentCompletions(view.state).length > 0;
  if (status !== 'active') return false;
  if (selectedCompletion(view.state) === null) moveCompletionSelection(true)(view);
  return acceptCompletion(view);
};

/** The list would lie over the answer. */
function submit(view: EditorView, events: QueryEditorEvents, asked: AskedText): true {
  closeCompletion(view);
  asked.doc = view.state.doc;
  asked.atMs = performance.now();
  events.onSubmit(view.state.doc.toString());
  return true;
}

/** Takes over text that was changed elsewhere (undo, a recent query), the cursor at its end. */
export function replaceText(view: EditorView, text: string): void {
  if (view.state.doc.toString() === text) return;
  view.dispatch({
    changes: { from: 0, to: view.state.doc.length, insert: text },
    selection: { anchor: text.length },
  });
}
