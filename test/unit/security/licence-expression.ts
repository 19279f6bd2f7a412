/**
 * Whether an SPDX licence expression can be met with the licences in `allowed`: one side of an `OR`, both of an `AND`.
 * A licence `WITH` an exception has to be allowed as a whole. What is no expression is not allowed.
 */
export function isAllowedLicence(expression: string, allowed: ReadonlySet<string>): boolean {
  const tokens = expression.match(/[()]|[A-Za-z0-9.+-]+( WITH [A-Za-z0-9.-]+)?/g) ?? [];
  if (tokens.join('').replaceAll(' ', '') !== expression.replaceAll(' ', '')) return false;
  let at = 0;
  const either = (): boolean => {
    let met = both();
    while (tokens[at] === 'OR') {
      at += 1;
      met = both() || met;
    }
    return met;
  };
  const both = (): boolean => {
    let met = one();
    while (tokens[at] === 'AND') {
      at += 1;
      met = one() && met;
    }
    return met;
  };
  const one = (): boolean => {
    const token = tokens[at];
    at += 1;
    if (token !== '(') return token !== undefined && allowed.has(token);
    const met = either();
    at += 1;
    return met && tokens[at - 1] === ')';
  };
  const met = either();
  return met && at === tokens.length;
}
