import { US_PER_MS } from '../../../shared/time-range.ts';
import type { PageToken } from './page-turns.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * What a checkpoint's position holds; null for anything that is no JSON object. A walk then starts over, which costs
 * requests but no events.
 */
export function parsePosition(text: string | null): Fields | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
  } catch {
    return null;
  }
}

export function numberIn(fields: Fields, name: string): number | null {
  const value = fields[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

export function textIn(fields: Fields, name: string): string | null {
  const value = fields[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

export function objectIn(fields: Fields, name: string): Fields | null {
  const value = fields[name];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

/** The texts of a list; none where there is no list. */
export function textsIn(fields: Fields, name: string): readonly string[] {
  const value = fields[name];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

export function tokenIn(fields: Fields, name: string): PageToken {
  return textIn(fields, name) ?? numberIn(fields, name);
}

/** `2026-11-20 09:30 UTC`. */
export function timeText(timeUs: number): string {
  return `${new Date(timeUs / US_PER_MS).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

export function dayText(timeUs: number): string {
  return new Date(timeUs / US_PER_MS).toISOString().slice(0, 10);
}
