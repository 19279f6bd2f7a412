import { type ESTree, parseSync } from 'vite';
import { brokenAssignment, brokenCall, brokenConstruction } from './call-rules.ts';
import type { Finding } from './finding.ts';
import { brokenOption, brokenWindow } from './option-rules.ts';
import { textOf } from './read-node.ts';

/**
 * Reads one script, source or bundle, and tells what in it breaks a rule of Electron's security checklist. Stands in for
 * `@doyensec/electronegativity`, which brings 405 packages (an ESLint 7 and a TypeScript 4.2 among them), asks the
 * network for Electron's releases at every run and ends with an exception without it, and reports options that a
 * function makes as missing. Its rules that can be answered from a checkout are all here, under its names.
 */
export function checkScript(file: string, text: string): readonly Finding[] {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} can't be read: ${errors[0]?.message}`);
  const findings: Finding[] = [];
  const report = (rule: string | null, { start, end }: ESTree.Node): void => {
    if (rule === null) return;
    const line = text.slice(0, start).split('\n').length;
    findings.push({ rule, file, line, code: text.slice(start, end).replaceAll(/\s+/g, ' ').slice(0, 80) });
  };
  eachNode(program, (node) => {
    for (const rule of brokenRules(node)) report(rule, node);
  });
  return findings;
}

function brokenRules(node: ESTree.Node): readonly (string | null)[] {
  switch (node.type) {
    case 'ObjectExpression':
      return node.properties.map((property) =>
        property.type === 'Property' ? brokenOption(property) : null,
      );
    case 'CallExpression':
      return [brokenCall(node)];
    case 'NewExpression':
      return [brokenConstruction(node), ...brokenWindow(node)];
    case 'AssignmentExpression':
      return [brokenAssignment(node)];
    case 'JSXAttribute':
      return [node.name.name === 'dangerouslySetInnerHTML' ? 'DANGEROUS_FUNCTIONS_JS_CHECK' : null];
    case 'ImportDeclaration':
      return [textOf(node.source)?.startsWith('@electron/remote') ? 'REMOTE_MODULE_JS_CHECK' : null];
    default:
      return [];
  }
}

/** Every node below, parents first. By a list and not by recursion: bundles nest deeply. */
function eachNode(program: ESTree.Node, visit: (node: ESTree.Node) => void): void {
  const waiting: unknown[] = [program];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null) continue;
    if ('type' in next && typeof next.type === 'string') visit(next as ESTree.Node);
    waiting.push(...Object.values(next).reverse());
  }
}
