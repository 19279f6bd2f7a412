const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const LONG_ID = /"\d{15,20}"/g;
const TIME = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/g;
const MS_PER_SECOND = 1_000;
const SECONDS_PER_DAY = 86_400;
const DAYS = 60;

/**
 * The JSON of a record as another event of its kind: ids are others, times lie somewhere in the 60 days before
 * `nowMs`. The same number gives the same record; times within one record keep their distances of less than a day.
 */
export function varyRecord(json: string, number: number, nowMs: number): string {
  const digits = String(number).padStart(12, '0');
  const hex = number.toString(16).padStart(12, '0');
  const dayOffset = (number * 7_919) % (DAYS * SECONDS_PER_DAY);
  return json
    .replace(UUID, (id) => `${id.slice(0, -12)}${hex}`)
    .replace(LONG_ID, (id) => `${id.slice(0, -13)}${digits}"`)
    .replace(TIME, (time) => {
      const ms = Date.parse(`${time}Z`);
      // What stands for "unknown" stays so.
      if (ms === 0) return time;
      const ofDay = ms % (SECONDS_PER_DAY * MS_PER_SECOND);
      const moved = nowMs - dayOffset * MS_PER_SECOND - SECONDS_PER_DAY * MS_PER_SECOND + ofDay;
      return new Date(moved).toISOString().slice(0, 19);
    });
}
