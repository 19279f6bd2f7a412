import type { VendorRequest } from '../serve-vendor.ts';
import { refused } from './graph-refusal.ts';

export interface LogQuery {
  readonly fromMs: number;
  readonly toMs: number;
  /** The kind of sign-in that is asked for. */
  readonly kind: string | null;
  readonly top: number;
  /** Present on a further page. */
  readonly position: { readonly offset: number; readonly asOfMs: number } | null;
}

export interface LogRules {
  readonly timeProperty: string;
  readonly operators: readonly string[];
  readonly hasKinds: boolean;
  readonly maxTop: number;
}

type Refused = ReturnType<typeof refused>;

const badFilter = () => refused(400, 'BadRequest', 'Invalid filter clause');

/** The options of a log's request, checked as Graph does; what it does not know is refused. */
export function readLogQuery(request: VendorRequest, rules: LogRules): LogQuery | Refused {
  const options = request.url.searchParams;
  for (const name of options.keys()) {
    if (!['$filter', '$top', '$skiptoken', '$orderby'].includes(name)) {
      return refused(400, 'BadRequest', `The query option '${name}' is not supported.`);
    }
  }
  const top = Number(options.get('$top') ?? rules.maxTop);
  if (!Number.isInteger(top) || top < 1 || top > rules.maxTop)
    return refused(400, 'BadRequest', 'Invalid value of $top.');
  const order = options.get('$orderby');
  if (order !== null && order.split(' ')[0] !== rules.timeProperty)
    return refused(400, 'BadRequest', 'Invalid $orderby.');
  const window = readFilter(options.get('$filter'), rules);
  if (window === null) return badFilter();
  const token = options.get('$skiptoken');
  const position = token === null ? null : readSkipToken(token);
  return position === undefined
    ? refused(400, 'BadRequest', 'The skiptoken is not valid.')
    : { ...window, top, position };
}

/** Null for a clause that Graph would not take: a quoted time, an operator that this log does not have. */
function readFilter(
  filter: string | null,
  rules: LogRules,
): Pick<LogQuery, 'fromMs' | 'toMs' | 'kind'> | null {
  const window = {
    fromMs: Number.NEGATIVE_INFINITY,
    toMs: Number.POSITIVE_INFINITY,
    kind: null as string | null,
  };
  for (const clause of (filter ?? '').split(' and ').filter((part) => part !== '')) {
    const kind = /^signInEventTypes\/any\((\w+): ?\1 eq '(\w+)'\)$/.exec(clause)?.[2];
    const [, property, operator = '', time = ''] = /^(\w+) (ge|le|gt|lt) (\S+)$/.exec(clause) ?? [];
    if (kind !== undefined && rules.hasKinds) window.kind = kind;
    else if (property !== rules.timeProperty || !rules.operators.includes(operator) || !isBareTime(time))
      return null;
    else if (operator === 'ge') window.fromMs = Date.parse(time);
    else if (operator === 'gt') window.fromMs = Date.parse(time) + 0.000_1;
    else if (operator === 'le') window.toMs = Date.parse(time);
    else window.toMs = Date.parse(time) - 0.000_1;
  }
  return window;
}

function isBareTime(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,7})?Z$/.test(text) && !Number.isNaN(Date.parse(text));
}

export function skipToken(offset: number, asOfMs: number): string {
  return Buffer.from(JSON.stringify({ offset, asOfMs })).toString('base64url');
}

function readSkipToken(token: string): LogQuery['position'] | undefined {
  try {
    const { offset, asOfMs } = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    return typeof offset === 'number' && typeof asOfMs === 'number' ? { offset, asOfMs } : undefined;
  } catch {
    return undefined;
  }
}
