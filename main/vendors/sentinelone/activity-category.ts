import { readText, wordKey } from '../read-value.ts';
import type { Activity } from './activity.ocsf.ts';
import { valueAt } from './record-fields.ts';
import { categoryOf } from './threat-category.ts';

export interface ActivityCategory {
  readonly category?: readonly string[];
  readonly type?: readonly string[];
  readonly outcome?: 'success' | 'failure';
}

const added = /created|added/;
const changed = /edited|updated|modified/;
const configured = /created|added|deleted|edited|updated|modified|enabled|recovery email/;

/** ECS category, type and outcome by Elastic's rules: several may hold at once. */
export function activityCategory({ record, text }: Activity): ActivityCategory {
  if (readText(record.threatId) !== null) {
    return categoryOf(readText(valueAt(record, 'data.threatClassification')));
  }
  const category: string[] = [];
  const type: string[] = [];
  const isIn = text.includes('logged in');
  const isOut = text.includes('logged out');
  const isRefused = text.includes('failed to log in');
  if (isIn || isOut || isRefused) category.push('authentication');
  if (isIn) type.push('start');
  if (isOut) type.push('end');
  if (configured.test(text)) category.push('configuration');
  if (added.test(text)) type.push('creation');
  if (text.includes('deleted')) type.push('deletion');
  if (changed.test(text)) type.push('change');
  if (text.includes('verification email')) category.push('email');
  if (type.length === 0 && text !== '') type.push('info');
  const outcome = isRefused ? 'failure' : isIn ? 'success' : null;
  return { category, type, ...(outcome === null ? {} : { outcome }) };
}

/** A finding of the console is an alert; all else is an event. */
export function activityEventKind({ record }: Activity): 'alert' | 'event' {
  const confidence = wordKey(valueAt(record, 'data.confidenceLevel'));
  return confidence === 'malicious' || confidence === 'suspicious' ? 'alert' : 'event';
}
