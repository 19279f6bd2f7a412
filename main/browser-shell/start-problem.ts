export interface StartProblem {
  readonly kind: 'sandbox-refused' | 'no-display' | 'not-startable';
  /** For the person who started the app: what happened and what to do. */
  readonly message: string;
}

/** Reads from Chromium's own last words why it showed no window. */
export function startProblem(executable: string, words: string, error: unknown): StartProblem {
  if (/No usable sandbox|namespace sandbox failed|setuid sandbox|zygote_host_impl_linux/i.test(words)) {
    return {
      kind: 'sandbox-refused',
      message:
        "This system refuses Chromium's sandbox to this user. The window opens without it: it shows Keyglass's own page only and has no network.",
    };
  }
  if (/Missing X server|cannot open display|Unable to open X display/i.test(words)) {
    return {
      kind: 'no-display',
      message:
        'The display can not be opened. Check DISPLAY or WAYLAND_DISPLAY, or work without a window: npm run keyglass -- help',
    };
  }
  const reason = error instanceof Error ? error.message : String(error);
  const said = words.split('\n').slice(-5).join('\n');
  return {
    kind: 'not-startable',
    message: [`${executable} did not show a window (${reason}).`, said]
      .filter((line) => line !== '')
      .join('\n'),
  };
}
