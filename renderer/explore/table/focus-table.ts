/** Explore stays in the page while Classes is in front of it: the table that can be seen is the one that is meant. */
export function focusTable(): void {
  const grids = document.querySelectorAll<HTMLElement>('[data-explore-grid]');
  [...grids].find((grid) => grid.checkVisibility())?.focus();
}
