/** `NT AUTHORITY\SYSTEM` in its two parts; a name without a domain is all name. */
export function splitUserName(text: string | null): {
  readonly name: string | null;
  readonly domain: string | null;
} {
  if (text === null) return { name: null, domain: null };
  const match = /^([^\\]+)\\+([^\\]+)$/.exec(text.trim());
  return match === null
    ? { name: text.trim(), domain: null }
    : { name: match[2] ?? null, domain: match[1] ?? null };
}

/** OCSF `user`, with the domain apart; null without a name. */
export function ocsfUser(text: string | null, more: Readonly<Record<string, unknown>> = {}) {
  const { name, domain } = splitUserName(text);
  return name === null ? null : { name, ...(domain === null ? {} : { domain }), ...more };
}
