import type { ESTree } from 'vite';
import { isLiteral, lastName, propertyName } from './read-node.ts';

/** Options that have to be written out as one value wherever they are written at all. */
const required: Readonly<Record<string, { readonly rule: string; readonly value: boolean }>> = {
  nodeIntegration: { rule: 'NODE_INTEGRATION_JS_CHECK', value: false },
  nodeIntegrationInWorker: { rule: 'NODE_INTEGRATION_JS_CHECK', value: false },
  nodeIntegrationInSubFrames: { rule: 'NODE_INTEGRATION_JS_CHECK', value: false },
  contextIsolation: { rule: 'CONTEXT_ISOLATION_JS_CHECK', value: true },
  webSecurity: { rule: 'WEB_SECURITY_JS_CHECK', value: true },
  allowRunningInsecureContent: { rule: 'INSECURE_CONTENT_JS_CHECK', value: false },
  experimentalFeatures: { rule: 'EXPERIMENTAL_FEATURES_JS_CHECK', value: false },
  enableRemoteModule: { rule: 'REMOTE_MODULE_JS_CHECK', value: false },
  webviewTag: { rule: 'WEBVIEW_TAG_JS_CHECK', value: false },
  enableWebSQL: { rule: 'WEBSQL_JS_CHECK', value: false },
  rejectUnauthorized: { rule: 'CERTIFICATE_VERIFY_PROC_JS_CHECK', value: true },
};

/** Options that have no place here whatever their value. */
const forbidden: Readonly<Record<string, string>> = {
  enableBlinkFeatures: 'BLINK_FEATURES_JS_CHECK',
  dangerouslySetInnerHTML: 'DANGEROUS_FUNCTIONS_JS_CHECK',
};

/** Without these a window has Electron's defaults, which have changed over the years and may again. */
const wanted: Readonly<Record<string, string>> = {
  contextIsolation: 'CONTEXT_ISOLATION_JS_CHECK',
  sandbox: 'SANDBOX_JS_CHECK',
  nodeIntegration: 'NODE_INTEGRATION_JS_CHECK',
};

export function brokenOption(property: ESTree.ObjectProperty): string | null {
  const name = propertyName(property);
  if (name === null) return null;
  if (Object.hasOwn(forbidden, name)) return forbidden[name] ?? null;
  const rule = Object.hasOwn(required, name) ? required[name] : undefined;
  return rule && !isLiteral(property.value, rule.value) ? rule.rule : null;
}

/**
 * What is wrong with the options of `new BrowserWindow(…)` and its kin. They come from `windowOptions`, whose answer is
 * held by a test of its own, or stand there in full.
 */
export function brokenWindow(call: ESTree.NewExpression): readonly string[] {
  if (!['BrowserWindow', 'BrowserView', 'WebContentsView'].includes(lastName(call.callee) ?? '')) return [];
  const [options] = call.arguments;
  if (options?.type === 'CallExpression' && lastName(options.callee) === 'windowOptions') return [];
  const preferences = objectUnder(options, 'webPreferences');
  const names = preferences.map(propertyName);
  const missing = Object.keys(wanted).filter((name) => !names.includes(name));
  const isOpen = preferences.some(
    (property) => propertyName(property) === 'sandbox' && !isLiteral(property.value, true),
  );
  return [...missing.map((name) => wanted[name] ?? name), ...(isOpen ? ['SANDBOX_JS_CHECK'] : [])];
}

function objectUnder(node: ESTree.Node | undefined, name: string): readonly ESTree.ObjectProperty[] {
  const value = propertiesOf(node).find((property) => propertyName(property) === name)?.value;
  return propertiesOf(value);
}

function propertiesOf(node: ESTree.Node | undefined): readonly ESTree.ObjectProperty[] {
  if (node?.type !== 'ObjectExpression') return [];
  return node.properties.filter((property) => property.type === 'Property');
}
