/** The custom property that holds a column's width or place. A dotted name is no name for CSS. */
export function columnProperty(what: 'width' | 'at', column: string): string {
  return `--${what}-${column.replaceAll(/[^\w-]/g, '_')}`;
}
