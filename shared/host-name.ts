const HOST_NAME = /^(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z][a-z\d-]*(?::\d{1,5})?(?:[/?#]|$)/i;

/**
 * The address that is meant where only a host's name was typed, as vendors' credentials files and consoles show it:
 * `https://` goes before it. Such a name has a dot, and its last part is no number; a name or number of this machine
 * and whatever has a beginning of its own stay as they are.
 */
export function addressOfHostName(text: string): string {
  return HOST_NAME.test(text) ? `https://${text}` : text;
}
