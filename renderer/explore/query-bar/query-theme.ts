import { EditorView } from '@codemirror/view';

/** The page's policy takes styles with this value alone; CodeMirror brings some of its own. */
export function pageNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}

export const queryTheme = EditorView.theme({
  '&': { flex: '1', minWidth: '0', backgroundColor: 'transparent', color: 'var(--text)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { font: 'var(--type-mono)', lineHeight: '26px', overflowX: 'auto', scrollbarWidth: 'none' },
  '.cm-content': { padding: '0', caretColor: 'var(--text)' },
  '.cm-line': { padding: '0 2px' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-placeholder': { color: 'var(--text-muted)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    background: 'light-dark(#bcd3fb, #34518a)',
  },
  '.cm-query-field': { color: 'var(--accent)' },
  '.cm-query-operator': { color: 'var(--text-muted)' },
  '.cm-query-keyword': { color: 'light-dark(#8f3a6d, #d98bb5)', fontWeight: '600' },
  '.cm-query-quoted': { color: 'light-dark(#00674f, #1fbf97)' },
  '.cm-query-regex': { color: 'light-dark(#a34200, #ea7a35)' },
  '.cm-query-error': {
    textDecoration: 'underline wavy var(--failure) 1px',
    textUnderlineOffset: '4px',
    textDecorationSkipInk: 'none',
  },
  '.cm-query-error-end': { borderBottom: '2px solid var(--failure)', paddingRight: '8px' },
  '.cm-tooltip': {
    overflow: 'hidden',
    border: '1px solid var(--line)',
    borderRadius: 'var(--radius-large)',
    background: 'var(--raised)',
    color: 'var(--text)',
    boxShadow: 'var(--shadow)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete': { marginTop: '7px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    minWidth: '320px',
    maxWidth: '560px',
    maxHeight: '300px',
    padding: '4px',
    font: 'var(--type)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    display: 'flex',
    alignItems: 'baseline',
    gap: '12px',
    padding: '2px 8px',
    borderRadius: 'var(--radius)',
    lineHeight: '22px',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    background: 'var(--selected)',
    color: 'var(--text)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > completion-section': {
    padding: '4px 8px 2px',
    border: 'none',
    color: 'var(--text-muted)',
    font: 'var(--type-small)',
    fontWeight: '600',
    opacity: '1',
  },
  '.cm-completionLabel': { flex: 'none', font: 'var(--type-mono)' },
  '.cm-completionMatchedText': { textDecoration: 'none', color: 'var(--accent)', fontWeight: '600' },
  '.cm-completionDetail': {
    flex: '1',
    margin: '0',
    overflow: 'hidden',
    color: 'var(--text-muted)',
    fontStyle: 'normal',
    textAlign: 'end',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
});
