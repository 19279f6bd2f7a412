import { keyFacts } from './secret-names.ts';
import { findTellingContexts } from './telling-contexts.ts';

/** The name of a header or field, as it may stand before its value in a list. */
const NAME = /^[A-Za-z][\w.-]{0,60}:?$/;
/** Words, names of headers, and short codes (`T1555.003`, `v1.2`): a list of these is no list of names and values. */
const WORDS_ONLY = /^(?:[A-Za-z]+(?:[-_][A-Za-z]+)*|[A-Za-z]{1,3}\d[\d.]{0,8})$/;
/** `["password", "phone2"]` may be a list of fields; a header's name before something else is no other than its own. */
const HEADER = /^(?:x-.{1,60}|(?:proxy-)?authorization|(?:set-)?cookie|.{1,60}-(?:token|key|secret)):?$/i;
const SHORTEST_AFTER_A_FIELD = 6;
const OPTION = /^--?(?!no-)[A-Za-z][\w-]{0,60}$/;
const LONGEST_LIST = 2_000;
const LONGEST_COMMAND = 20_000;

type IsTelling = (name: string) => boolean;

const noIndexes: ReadonlySet<number> = new Set();

/**
 * The indexes of those elements of a list that are secrets by what stands before them: `["Authorization", "Bearer …"]`,
 * names and values by turns, `["--password", "…"]`. In a list of pairs (`isPair`) the name alone tells.
 */
export function toldByNeighbours(
  list: readonly unknown[],
  isPair: boolean,
  isTelling: IsTelling,
): ReadonlySet<number> {
  if (list.length < 2 || list.length > LONGEST_LIST || typeof list[0] !== 'string') return noIndexes;
  const isByTurns = isPair || isNamesAndValues(list);
  let told: Set<number> | null = null;
  for (let index = 1; index < list.length; index += 1) {
    const name = list[index - 1];
    const value = list[index];
    if (typeof name !== 'string' || (typeof value !== 'string' && typeof value !== 'number')) continue;
    const isTold =
      (isByTurns && index % 2 === 1 && mayNameValue(name, String(value), isPair, list.length)) ||
      (OPTION.test(name) && !String(value).startsWith('-'));
    if (!isTold || !isTelling(name) || keyFacts(name).isPlural) continue;
    told ??= new Set();
    told.add(index);
  }
  return told ?? noIndexes;
}

/** Whether each element is a name and its value, as maps are written where keys may repeat. */
export function isListOfPairs(list: readonly unknown[]): boolean {
  return (
    list.length >= 2 &&
    list.length <= LONGEST_LIST &&
    list.every((pair) => Array.isArray(pair) && pair.length === 2 && isName(pair[0]))
  );
}

function isNamesAndValues(list: readonly unknown[]): boolean {
  if (list.length % 2 !== 0) return false;
  let holdsValue = false;
  for (const [index, element] of list.entries()) {
    if (index % 2 === 0 && !isName(element)) return false;
    if (index % 2 === 1 && !(typeof element === 'string' && WORDS_ONLY.test(element))) holdsValue = true;
  }
  return holdsValue;
}

function mayNameValue(name: string, value: string, isPair: boolean, count: number): boolean {
  if (isPair || HEADER.test(name)) return true;
  return count > 2 || (value.length >= SHORTEST_AFTER_A_FIELD && !WORDS_ONLY.test(value));
}

function isName(element: unknown): boolean {
  return typeof element === 'string' && NAME.test(element);
}

/** What a command gives away as a whole, where its words came apart: `["curl", "-u", "ann:…"]`. */
export function secretsInCommand(list: readonly unknown[]): readonly string[] {
  if (list.length < 2 || list.length > LONGEST_LIST || typeof list[0] !== 'string') return none;
  if (!list.some((element) => typeof element === 'string' && /^[-/]/.test(element))) return none;
  const command = list.join(' ');
  if (command.length > LONGEST_COMMAND) return none;
  const isWithinOne = (value: string) =>
    list.some((element) => typeof element === 'string' && element.includes(value));
  return findTellingContexts(command).filter(isWithinOne);
}

const none: readonly string[] = [];
