import { describe, expect, it } from 'vitest';
import { placeQuestion, secretQuestion } from '../../../../renderer/secrets/inventory/place-question.ts';
import { firstSort, nextSort } from '../../../../renderer/secrets/inventory/secret-columns.ts';
import { formatQuery } from '../../../../shared/query/format-query.ts';
import type { SecretPlace, SecretSummary } from '../../../../shared/secret-inventory.ts';

const print = '3fa9c1d2e4b5a6973fa9c1d2e4b5a697';
const place: SecretPlace = {
  kind: 'exposure',
  sourceId: 'source-1',
  sourceName: 'Entro',
  vendor: 'entro',
  stream: 'audit',
  request: 'a-request',
  place: 'repo/config.yaml',
  line: 12,
  field: null,
  times: 2,
  firstSeenUs: 1,
  lastSeenUs: 2,
  areEventsKept: true,
};
const secret = { fingerprint: print, mentions: 0 } as SecretSummary;

describe('the way from a secret to its events', () => {
  it('asks for one place with all its times', () => {
    expect(formatQuery(placeQuestion(print, place))).toBe(
      `secret.fingerprint="${print}" and keyglass.source_id="source-1" and keyglass.resource="repo/config.yaml" and secret.line="12"`,
    );
  });

  it('asks for what is missing where a place has no name or line', () => {
    expect(formatQuery(placeQuestion(print, { ...place, place: null, line: null }))).toContain(
      'not keyglass.resource:* and not secret.line:*',
    );
  });

  it.each([
    ['its field', 'request.headers.authorization', 'raw.request.headers.authorization:*secret:fp:3fa9c1d2*'],
    ['the text, where the field is below a list', 'items.0.token', '"secret:fp:3fa9c1d2"'],
    ['the text, where the field has a dot in its name', 'headers."x.api.key"', '"secret:fp:3fa9c1d2"'],
  ])('finds a mention by its marker in %s', (_, field, condition) => {
    const mention = { ...place, kind: 'mention' as const, field, place: null, line: null };
    const query = formatQuery(placeQuestion(print, mention));
    expect(query.replaceAll('\\', '')).toContain(condition);
    expect(query).toContain('keyglass.source_id="source-1"');
  });

  it('asks for mentions as well where there are any', () => {
    expect(formatQuery(secretQuestion(secret))).toBe(`secret.fingerprint="${print}"`);
    expect(formatQuery(secretQuestion({ ...secret, mentions: 1 }))).toContain(' or ');
  });
});

describe('the order of the inventory', () => {
  it('begins with what stands out, and turns round when pressed again', () => {
    expect(firstSort).toEqual({ column: 'state', descending: false });
    const byExposures = nextSort(firstSort, { column: 'exposures', descending: true });
    expect(byExposures).toEqual({ column: 'exposures', descending: true });
    expect(nextSort(byExposures, { column: 'exposures', descending: true }).descending).toBe(false);
  });
});
