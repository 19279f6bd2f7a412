interface TrustedTypes {
  createPolicy(name: 'default', rules: { createHTML(text: string): string | null }): unknown;
}

// The page's policy forbids HTML made from text. React Aria's announcer empties itself by setting the empty text as
// HTML, which would end the page: nothing else than that is let through. Imported before any other module that draws.
const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
trustedTypes?.createPolicy('default', { createHTML: (text) => (text === '' ? '' : null) });

export {};
