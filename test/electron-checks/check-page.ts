import type { Finding } from './finding.ts';

/** What a page's HTML must not have in it. Our own page is small and written by us, so plain patterns do. */
const patterns: readonly (readonly [rule: string, pattern: RegExp])[] = [
  ['NODE_INTEGRATION_HTML_CHECK', /<webview\b|\bnodeintegration\b/gi],
  ['ALLOWPOPUPS_HTML_CHECK', /\ballowpopups\b/gi],
  ['WEB_SECURITY_HTML_CHECK', /\bdisablewebsecurity\b/gi],
  ['BLINK_FEATURES_HTML_CHECK', /\b(enable)?blinkfeatures\s*=/gi],
  ['INSECURE_CONTENT_HTML_CHECK', /\ballowRunningInsecureContent\b/gi],
  ['EXPERIMENTAL_FEATURES_HTML_CHECK', /\bexperimentalFeatures\b/gi],
  ['HTTP_RESOURCES_HTML_CHECK', /\b(?:src|href|action|data)\s*=\s*["']?(?:[a-z]+:)?\/\/[^"'\s>]*/gi],
  [
    'CSP_HTML_CHECK',
    /<script\b(?![^>]*\bsrc\s*=)[^>]*>|\son\w+\s*=|javascript:|<(?:iframe|object|embed|base)\b/gi,
  ],
];

export function checkPage(file: string, text: string): readonly Finding[] {
  return patterns.flatMap(([rule, pattern]) =>
    [...text.matchAll(pattern)].map(({ 0: code, index }) => ({
      rule,
      file,
      line: text.slice(0, index).split('\n').length,
      code: code.trim(),
    })),
  );
}
