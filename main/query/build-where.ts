import { type AppError, appError } from '../../shared/app-error.ts';
import { anyText, MAX_DEPTH, type QueryNode } from '../../shared/query/query-node.ts';
import {
  type Comparison,
  nearestFieldNames,
  type OperandType,
  operandType,
  readOperand,
} from '../../shared/query/read-operand.ts';
import { resolveField } from '../../shared/query/resolve-field.ts';
import type { Question } from '../../shared/question.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { TimeUs } from '../../shared/time-range.ts';
import type { SqlQuery } from '../database/readers.ts';
import { columnSql, isUuidColumn, jsonTextSql, textColumnSql } from './column-sql.ts';
import { filterOperators, type Subject } from './filter-operators.ts';
import { SqlValues } from './sql-values.ts';

type Sql = Result<string, AppError>;

/** The planner takes as long for each condition as a thousand rows; what asks for more is a mistake or an attack. */
const MAX_CONDITIONS = 4_000;

const SEARCH_TEXT = 'e."search_text"';
const SEARCH_SUBJECT: Subject = { value: SEARCH_TEXT, text: SEARCH_TEXT, isUuid: false };

/** The condition of a tree alone, for `FROM events AS e`. Relative times count from `nowUs`. */
export function buildWhere(tree: QueryNode, nowUs: TimeUs): Result<SqlQuery, AppError> {
  const values = new SqlValues();
  const condition = treeCondition(tree, nowUs, values);
  return condition.ok ? ok({ text: condition.value, values: values.all() }) : condition;
}

/** The condition of a whole question: span, tree, and nothing that was stored later than it says. */
export function questionCondition(question: Question, nowUs: TimeUs, values: SqlValues): Sql {
  const { tree, span, storedUntilUs } = question;
  const conditions: string[] = [];
  if (span.fromUs !== null) conditions.push(`e."time" >= ${values.time(span.fromUs)}`);
  if (span.toUs !== null) conditions.push(`e."time" < ${values.time(span.toUs)}`);
  if (storedUntilUs !== null) conditions.push(`e."received_at" <= ${values.time(storedUntilUs)}`);
  const condition = treeCondition(tree, nowUs, values);
  if (!condition.ok) return condition;
  if (condition.value !== 'TRUE' || conditions.length === 0) conditions.push(condition.value);
  return ok(conditions.join(' AND '));
}

export function treeCondition(tree: QueryNode, nowUs: TimeUs, values: SqlValues): Sql {
  return new ConditionBuilder(nowUs, values).build(tree, 0);
}

/**
 * A comparison with a missing value is NULL. `and` and `or` of such are true exactly where they would be if NULL were
 * false, so only `not` has to take care of it: `IS NOT TRUE` holds where the value is missing, too.
 */
class ConditionBuilder {
  readonly #nowUs: TimeUs;
  readonly #values: SqlValues;
  #conditions = 0;

  constructor(nowUs: TimeUs, values: SqlValues) {
    this.#nowUs = nowUs;
    this.#values = values;
  }

  build(node: QueryNode, depth: number): Sql {
    if (depth >= MAX_DEPTH || ++this.#conditions > MAX_CONDITIONS) return failed(tooMuch());
    switch (node.kind) {
      case 'and':
      case 'or':
        return this.#chain(node, depth);
      case 'not':
        return this.#not(node.child, depth);
      case 'text':
        return this.#text(node);
      case 'exists':
        return this.#exists(node.field);
      case 'compare':
        return this.#compare(node);
    }
  }

  #chain({ kind, children }: Extract<QueryNode, { kind: 'and' | 'or' }>, depth: number): Sql {
    const parts: string[] = [];
    for (const child of children) {
      const part = this.build(child, depth + 1);
      if (!part.ok) return part;
      parts.push(part.value);
    }
    if (parts.length === 0) return ok(kind === 'and' ? 'TRUE' : 'FALSE');
    return ok(parts.length === 1 ? parts.join() : `(${parts.join(kind === 'and' ? ' AND ' : ' OR ')})`);
  }

  #not(child: QueryNode, depth: number): Sql {
    const inner = this.build(child, depth + 1);
    return inner.ok ? ok(`(${inner.value}) IS NOT TRUE`) : inner;
  }

  #text({ pattern, quoted }: Extract<QueryNode, { kind: 'text' }>): Sql {
    const comparison = { field: anyText, operator: 'is', value: pattern, quoted } as const;
    return this.#condition('any-text', SEARCH_SUBJECT, comparison);
  }

  #exists(name: string): Sql {
    if (name === anyText) return ok('TRUE');
    const resolved = resolveField(name);
    if (resolved.kind === 'unknown') return failed(unknownField(name));
    if (resolved.kind === 'column') return ok(`${columnSql(resolved.field)} IS NOT NULL`);
    const { sql, isList } = jsonTextSql(resolved, this.#values);
    return ok(isList ? someOf(sql, 'one IS NOT NULL') : `${sql} IS NOT NULL`);
  }

  #compare(comparison: Comparison): Sql {
    if (comparison.field === anyText) return this.#condition('any-text', SEARCH_SUBJECT, comparison);
    const resolved = resolveField(comparison.field);
    if (resolved.kind === 'unknown') return failed(unknownField(comparison.field));
    const type = operandType(resolved);
    if (resolved.kind === 'column') {
      const { field } = resolved;
      const subject = {
        value: columnSql(field),
        text: textColumnSql(field),
        isUuid: isUuidColumn(field),
      };
      return this.#condition(type, subject, comparison);
    }
    const { sql, isList } = jsonTextSql(resolved, this.#values);
    const one = isList ? 'one' : sql;
    const condition = this.#condition(type, { value: one, text: one, isUuid: false }, comparison);
    return condition.ok && isList ? ok(someOf(sql, condition.value)) : condition;
  }

  #condition(type: OperandType, subject: Subject, comparison: Comparison): Sql {
    const operand = readOperand(type, comparison, this.#nowUs);
    if (!operand.ok) {
      const { message, remedy, expected } = operand.error;
      return failed(appError('query-syntax', message, remedy, { expected: [...expected] }));
    }
    const sql = filterOperators[comparison.operator][type];
    if (!sql) throw new Error(`No SQL for ${comparison.operator} of ${type}`);
    return ok(sql(subject, operand.value, this.#values));
  }
}

/** Whether any text of a list meets the condition, in which `one` stands for it. */
function someOf(list: string, condition: string): string {
  return `len(list_filter(${list}, lambda one: ${condition})) > 0`;
}

export function unknownField(name: string): AppError {
  const shown = name.length > 80 ? `${name.slice(0, 80)}…` : name;
  const nearest = nearestFieldNames(name);
  const remedy = nearest[0] ? `Did you mean “${nearest[0]}”?` : 'Choose a field of the list.';
  return appError('query-syntax', `There is no field “${shown}”.`, remedy, { expected: nearest });
}

function tooMuch(): AppError {
  return appError(
    'query-syntax',
    'The query has too many conditions or is nested too deeply.',
    `Ask with fewer: ${MAX_CONDITIONS} conditions and ${MAX_DEPTH} levels are the limit.`,
  );
}
