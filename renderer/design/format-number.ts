/** Narrow no-break space: groups of three that never wrap. */
const THIN_SPACE = '\u202f';

/** Exact, with thin spaces between thousands: `1 234 567`. Fractions keep up to `decimals` places. */
export function formatNumber(value: number, decimals = 0): string {
  if (!Number.isFinite(value)) return '–';
  const [whole = '0', fraction = ''] = Math.abs(value).toFixed(decimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, THIN_SPACE);
  const isNegative = value < 0 && /[1-9]/.test(whole + fraction);
  const shown = fraction.replace(/0+$/, '');
  return `${isNegative ? '−' : ''}${grouped}${shown ? `.${shown}` : ''}`;
}

/** `1 file`, `2 files`. */
export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

/** Powers of 1 000, as file managers and disks count: `1.4 MB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1_000 && unit < units.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  return `${formatNumber(value, unit === 0 || value >= 100 ? 0 : 1)} ${units[unit]}`;
}
