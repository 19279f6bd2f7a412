import { describe, expect, it } from 'vitest';
import { traceIdOf } from '../../../main/collector/trace-id.ts';

describe('the id by which a vendor finds a refused request', () => {
  it.each([
    ['Graph', { error: { code: 'x', innerError: { 'request-id': 'graph-1' } } }, 'graph-1'],
    ['Graph in lower case', { error: { innererror: { 'request-id': 'graph-2' } } }, 'graph-2'],
    ['Hanzo', { reqId: 'req-3', message: 'No.' }, 'req-3'],
    ['the login of Microsoft', { error: 'invalid_client', trace_id: 'trace:4' }, 'trace:4'],
  ])('is read from the body of %s', (_whose, body, id) => {
    expect(traceIdOf({ 'x-request-id': 'of-a-proxy' }, body)).toBe(id);
  });

  it.each(['request-id', 'x-request-id', 'x-ms-request-id', 'client-request-id', 'x-rqid'])(
    'is read from the header %s',
    (name) => {
      expect(traceIdOf({ [name]: 'a1.b2' }, undefined)).toBe('a1.b2');
    },
  );

  it('is the vendor’s own rather than the one that the asking side made up', () => {
    expect(traceIdOf({ 'client-request-id': 'ours', 'x-ms-request-id': 'theirs' }, null)).toBe('theirs');
  });

  it.each([
    ['markup', '<script>'],
    ['a sentence', 'not an id'],
    ['a line of its own', 'a\nb'],
    ['nothing', ''],
    ['something long', 'a'.repeat(101)],
    ['no text', 17],
  ])('is left out where it is %s', (_what, reqId) => {
    expect(traceIdOf({}, { reqId })).toBeNull();
    expect(traceIdOf({ 'request-id': 'of-the-header' }, { reqId })).toBe('of-the-header');
  });

  it.each([undefined, null, 'text', [], { error: null }, { error: { innerError: 'x' } }])(
    'is not looked for in a body of another shape: %j',
    (body) => {
      expect(traceIdOf({}, body)).toBeNull();
    },
  );
});
