import { StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';

export interface ErrorPlace {
  readonly from: number;
  readonly to: number;
}

/** Marks where the text stops making sense; null takes the mark away. */
export const setErrorPlace = StateEffect.define<ErrorPlace | null>();

const underline = Decoration.mark({ class: 'cm-query-error' });

/** Something is missing at the end, where there is no letter to underline. */
class EndMark extends WidgetType {
  toDOM(): HTMLElement {
    const mark = document.createElement('span');
    mark.className = 'cm-query-error-end';
    mark.setAttribute('aria-hidden', 'true');
    return mark;
  }

  override eq(): boolean {
    return true;
  }
}

const endMark = Decoration.widget({ widget: new EndMark(), side: 1 });

/** The mark of the last error; a change of the text takes it away until the new text was read. */
export const errorMark = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    const next = transaction.docChanged ? Decoration.none : marks;
    for (const effect of transaction.effects) {
      if (effect.is(setErrorPlace)) return decorate(effect.value, transaction.newDoc.length);
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function decorate(place: ErrorPlace | null, length: number): DecorationSet {
  if (place === null) return Decoration.none;
  const from = Math.min(place.from, length);
  const to = Math.min(Math.max(place.to, place.from), length);
  return Decoration.set(from < to ? underline.range(from, to) : endMark.range(from));
}
