import type { Range } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';
import { type TokenKind, tokeniseQuery } from '../../../shared/query/tokenise-query.ts';

const classOfKind: Readonly<Record<TokenKind, string | null>> = {
  field: 'cm-query-field',
  operator: 'cm-query-operator',
  keyword: 'cm-query-keyword',
  negation: 'cm-query-keyword',
  open: 'cm-query-operator',
  close: 'cm-query-operator',
  string: 'cm-query-quoted',
  regex: 'cm-query-regex',
  value: null,
  word: null,
};

/** Colours by what each piece is, as the parser sees it. */
export const queryHighlight = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = colours(view.state.doc.toString());
    }

    update(update: ViewUpdate): void {
      if (update.docChanged) this.decorations = colours(update.state.doc.toString());
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function colours(text: string): DecorationSet {
  const marks = tokeniseQuery(text).flatMap((token): Range<Decoration>[] => {
    const name = classOfKind[token.kind];
    return name === null ? [] : [Decoration.mark({ class: name }).range(token.from, token.to)];
  });
  return Decoration.set(marks);
}
