import type { ESTree } from 'vite';
import { lastName, ownerName, textOf } from './read-node.ts';

/** Functions that have no place here, by their last name. */
const forbidden: Readonly<Record<string, string>> = {
  eval: 'DANGEROUS_FUNCTIONS_JS_CHECK',
  executeJavaScript: 'DANGEROUS_FUNCTIONS_JS_CHECK',
  executeJavaScriptInIsolatedWorld: 'DANGEROUS_FUNCTIONS_JS_CHECK',
  insertAdjacentHTML: 'DANGEROUS_FUNCTIONS_JS_CHECK',
  setHTMLUnsafe: 'DANGEROUS_FUNCTIONS_JS_CHECK',
  createContextualFragment: 'DANGEROUS_FUNCTIONS_JS_CHECK',
  runInThisContext: 'DANGEROUS_FUNCTIONS_JS_CHECK',
  runInNewContext: 'DANGEROUS_FUNCTIONS_JS_CHECK',
  setCertificateVerifyProc: 'CERTIFICATE_VERIFY_PROC_JS_CHECK',
  openPath: 'OPEN_PATH_JS_CHECK',
  showItemInFolder: 'SHOWITEMINFOLDER_JS_CHECK',
  writeShortcutLink: 'WRITE_SHORTCUT_JS_CHECK',
  setAsDefaultProtocolClient: 'PROTOCOL_HANDLER_JS_CHECK',
  registerFileProtocol: 'PROTOCOL_HANDLER_JS_CHECK',
  registerHttpProtocol: 'PROTOCOL_HANDLER_JS_CHECK',
  registerStringProtocol: 'PROTOCOL_HANDLER_JS_CHECK',
  interceptFileProtocol: 'PROTOCOL_HANDLER_JS_CHECK',
  loadFile: 'FILE_PROTOCOL_JS_CHECK',
};

/** Switches of Chromium that take something away from the page; every other is looked at. */
const safeSwitches = [
  'disable-background-networking',
  'force-webrtc-ip-handling-policy',
  'host-resolver-rules',
];

type Judge = (call: ESTree.CallExpression) => string | null;

const first = (call: ESTree.CallExpression): string | null => textOf(call.arguments[0]);

const judges: Readonly<Record<string, Judge>> = {
  openExternal: (call) => (first(call)?.startsWith('https:') ? null : 'OPEN_EXTERNAL_JS_CHECK'),
  appendSwitch: (call) => (safeSwitches.includes(first(call) ?? '') ? null : 'CUSTOM_ARGUMENTS_JS_CHECK'),
  appendArgument: () => 'CUSTOM_ARGUMENTS_JS_CHECK',
  loadURL: (call) => (/^(https?|file|ftp):/.test(first(call) ?? '') ? 'HTTP_RESOURCES_JS_CHECK' : null),
  on: judgeListener,
  once: judgeListener,
  handle: (call) => (ownerName(call.callee) === 'ipcMain' ? 'IPC_SENDER_JS_CHECK' : null),
  handleOnce: (call) => (ownerName(call.callee) === 'ipcMain' ? 'IPC_SENDER_JS_CHECK' : null),
  setTimeout: judgeTimer,
  setInterval: judgeTimer,
  write: (call) => (ownerName(call.callee) === 'document' ? 'DANGEROUS_FUNCTIONS_JS_CHECK' : null),
  require: (call) => (first(call)?.startsWith('@electron/remote') ? 'REMOTE_MODULE_JS_CHECK' : null),
};

export function brokenCall(call: ESTree.CallExpression): string | null {
  const name = lastName(call.callee);
  if (name === null) return null;
  if (Object.hasOwn(forbidden, name)) return forbidden[name] ?? null;
  return Object.hasOwn(judges, name) ? (judges[name]?.(call) ?? null) : null;
}

export function brokenConstruction(call: ESTree.NewExpression): string | null {
  return lastName(call.callee) === 'Function' ? 'DANGEROUS_FUNCTIONS_JS_CHECK' : null;
}

/** HTML out of data, and switches that are set by way of the environment. */
export function brokenAssignment({ left }: ESTree.AssignmentExpression): string | null {
  const name = left.type === 'MemberExpression' ? lastName(left) : null;
  if (name === 'innerHTML' || name === 'outerHTML' || name === 'srcdoc')
    return 'DANGEROUS_FUNCTIONS_JS_CHECK';
  if (name === 'ELECTRON_DISABLE_SECURITY_WARNINGS') return 'SECURITY_WARNINGS_DISABLED_JS_CHECK';
  return name === 'NODE_TLS_REJECT_UNAUTHORIZED' ? 'NODE_TLS_REJECT_UNAUTHORIZED_JS_CHECK' : null;
}

function judgeListener(call: ESTree.CallExpression): string | null {
  const event = first(call);
  if (ownerName(call.callee) === 'ipcMain') return 'IPC_SENDER_JS_CHECK';
  if (event === 'certificate-error' || event === 'select-client-certificate' || event === 'login') {
    return 'CERTIFICATE_ERROR_EVENT_JS_CHECK';
  }
  return event === 'new-window' ? 'LIMIT_NAVIGATION_JS_CHECK' : null;
}

function judgeTimer(call: ESTree.CallExpression): string | null {
  return first(call) === null ? null : 'DANGEROUS_FUNCTIONS_JS_CHECK';
}
