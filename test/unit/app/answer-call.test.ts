import { describe, expect, it } from 'vitest';
import { createCallAnswerer } from '../../../main/app/answer-call.ts';
import type { IpcHandlers } from '../../../main/app/ipc-handlers.ts';
import { createEgress } from '../../../main/secrets/create-egress.ts';
import { appError } from '../../../shared/app-error.ts';
import { everything, queryNodeSchema } from '../../../shared/query/query-node.ts';
import { failed, ok } from '../../../shared/result.ts';

const question = { tree: everything, span: { fromUs: null, toUs: null }, storedUntilUs: null };

function answererWith(handlers: Partial<IpcHandlers>) {
  const bugs: { call: string; bug: unknown }[] = [];
  const reportBug = (call: string, bug: unknown) => bugs.push({ call, bug });
  const answer = createCallAnswerer(handlers as IpcHandlers, reportBug, createEgress());
  return { answer, bugs };
}

describe('answering calls of the window', () => {
  it('gives the handler the checked payload and hands its result back', async () => {
    const { answer } = answererWith({ 'sources.pause': async () => ok({}) });
    expect(await answer('sources.pause', { sourceId: 'a' })).toEqual(ok({}));
  });

  it('drops payload members that the contract does not name', async () => {
    let seen: unknown;
    const { answer } = answererWith({
      'sources.pause': async (input) => {
        seen = input;
        return ok({});
      },
    });
    await answer('sources.pause', { sourceId: 'a', extra: 1 });
    expect(seen).toEqual({ sourceId: 'a' });
  });

  it.each([
    ['an unknown call', 'events.drop', {}],
    ['a call named after a member of every object', 'constructor', {}],
    ['a payload of a wrong type', 'sources.pause', { sourceId: 7 }],
    ['no payload at all', 'sources.pause', undefined],
    [
      'a tree deeper than any person writes',
      'events.count',
      { requestId: 'r', question: { ...question, tree: deepTree(5_000) } },
    ],
  ])('refuses %s as invalid input', async (_, name, input) => {
    const { answer } = answererWith({});
    expect(await answer(name, input)).toMatchObject({ ok: false, error: { kind: 'invalid-input' } });
  });

  it('repeats little of a payload that it refuses', async () => {
    const { answer } = answererWith({});
    const draft = {
      vendor: 'entro',
      name: '',
      url: '',
      streams: {},
      credentialsExpireAtUs: null,
      credentials: {},
    };
    const settings = { ['x'.repeat(1_000_000)]: 1 };
    const refused = await answer('sources.add', { ...draft, settings });
    expect(refused).toMatchObject({ ok: false });
    expect(JSON.stringify(refused).length).toBeLessThan(500);
  });

  it('answers an exception with an error that says nothing of its message, and reports it', async () => {
    const { answer, bugs } = answererWith({
      'sources.list': async () => {
        throw new Error('canary-value');
      },
    });
    const result = await answer('sources.list', {});
    expect(result).toMatchObject({ ok: false, error: { kind: 'internal' } });
    expect(JSON.stringify(result)).not.toContain('canary-value');
    expect(bugs).toHaveLength(1);
  });

  it('stops the running call with the request id that is cancelled, and no other', async () => {
    const { answer } = answererWith({
      'events.count': (_, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve(failed(appError('cancelled', 'Stopped.', ''))));
        }),
    });
    const first = answer('events.count', { requestId: 'first', question });
    let secondEnded = false;
    const second = answer('events.count', { requestId: 'second', question }).then(() => {
      secondEnded = true;
    });
    await answer('request.cancel', { requestId: 'first' });
    expect(await first).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    expect(secondEnded).toBe(false);
    await answer('request.cancel', { requestId: 'second' });
    await second;
  });

  it('takes the cancelling of a call that has ended, or never was, as done', async () => {
    const { answer } = answererWith({});
    expect(await answer('request.cancel', { requestId: 'nobody' })).toEqual(ok({}));
  });
});

describe('checking the tree of a question', () => {
  it.each<[string, () => unknown]>([
    ['that holds itself', holdingItself],
    ['that holds each of its parts twice, sixty levels down', holdingTwice],
  ])('ends for one %s', async (_, make) => {
    const { answer } = answererWith({});
    expect(
      await answer('events.count', { requestId: 'r', question: { ...question, tree: make() } }),
    ).toMatchObject({ ok: false, error: { kind: 'invalid-input' } });
    expect(queryNodeSchema.safeParse(make()).success).toBe(false);
  });

  it('does not take longer with every level twice over', async () => {
    const { answer } = answererWith({ 'events.count': async () => ok({ count: 0, tookMs: 0 }) });
    let tree: unknown = { kind: 'exists', field: 'secret.type' };
    for (let level = 0; level < 50; level += 1) tree = { kind: 'or', children: [tree] };
    expect(await answer('events.count', { requestId: 'r', question: { ...question, tree } })).toMatchObject({
      ok: true,
    });
  });
});

function deepTree(depth: number): unknown {
  let node: unknown = everything;
  for (let level = 0; level < depth; level += 1) node = { kind: 'not', child: node };
  return node;
}

function holdingItself(): unknown {
  const tree: { kind: string; children: unknown[] } = { kind: 'or', children: [] };
  tree.children.push(tree, tree);
  return tree;
}

function holdingTwice(): unknown {
  let node: unknown = everything;
  for (let level = 0; level < 60; level += 1) node = { kind: 'and', children: [node, node] };
  return node;
}
