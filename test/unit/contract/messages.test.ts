import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { connect } from '../../../src/contract/client';
import { defineRequest } from '../../../src/contract/protocol';
import { serve } from '../../../src/contract/server';
import { ArcError } from '../../../src/kernel/errors';

const contract = {
  state: v.object({ count: v.number() }),
  requests: {
    double: defineRequest('double', v.object({ n: v.number() }), v.number()),
    wait: defineRequest('wait', v.object({}), v.null()),
    fail: defineRequest('fail', v.object({}), v.null()),
  },
} as const;

/** A webview and a host with a pipe between them that turns every message into JSON and back, as VS Code does. */
function wired() {
  const onReady = vi.fn();
  const onError = vi.fn();
  const onState = vi.fn();
  const sent: unknown[] = [];
  const aborted = vi.fn();
  const page = { isHidden: false };
  let toWebview: (message: unknown) => void = () => undefined;
  const server = serve(
    contract,
    {
      double: async ({ n }) => n * 2,
      wait: (_, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            aborted();
            reject(new ArcError({ code: 'Canceled' }, 'Canceled.'));
          });
        }),
      fail: async () => {
        throw new ArcError({ code: 'Conflict' }, 'Somebody was faster.');
      },
    },
    {
      post: (message) => {
        sent.push(message);
        if (!page.isHidden) toWebview(JSON.parse(JSON.stringify(message)));
      },
    },
    { onReady, onError },
  );
  const client = connect<typeof contract>(
    { double: true, wait: true, fail: true },
    {
      post: (message) => {
        server.receive(JSON.parse(JSON.stringify(message)));
      },
      listen: (receive) => {
        toWebview = receive;
      },
    },
    onState,
  );
  return {
    server,
    client,
    onReady,
    onError,
    onState,
    sent,
    page,
    aborted,
    receive: (raw: unknown) => {
      server.receive(raw);
    },
  };
}

describe('messages', () => {
  it('bring an answer to its request', async () => {
    const { client } = wired();
    expect(await Promise.all([client.double({ n: 1 }), client.double({ n: 21 })])).toEqual([2, 42]);
  });

  it('bring a failure with its code and sentence', async () => {
    const { client, onError } = wired();
    await expect(client.fail({})).rejects.toMatchObject({ code: 'Conflict', message: 'Somebody was faster.' });
    expect(onError).toHaveBeenCalledOnce();
  });

  it('push state', () => {
    const { server, onState } = wired();
    server.push({ count: 3 });
    expect(onState).toHaveBeenCalledWith({ count: 3 });
  });

  it('push the whole state first, then what has changed, and the whole state to a page that missed a change', () => {
    const { server, onReady, onState, sent, page } = wired();
    let count = 1;
    onReady.mockImplementation(() => {
      server.push({ count });
    });
    const types = () => sent.splice(0).map((message) => (message as { readonly type: string }).type);
    const shown = () => onState.mock.lastCall;
    server.push({ count });
    for (count = 2; count < 4; count += 1) server.push({ count });
    expect([types(), shown()]).toEqual([['state', 'change', 'change'], [{ count: 3 }]]);
    page.isHidden = true;
    server.push({ count: 4 });
    page.isHidden = false;
    count = 5;
    server.push({ count });
    expect([types(), shown()]).toEqual([['change', 'change', 'state'], [{ count: 5 }]]);
    server.receive({ type: 'ready' });
    expect([types(), shown()]).toEqual([['state'], [{ count: 5 }]]);
  });

  it('cancel what the host is doing, silently', async () => {
    const { client, aborted, onError } = wired();
    const controller = new AbortController();
    const waiting = client.wait({}, controller.signal);
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'Canceled' });
    expect(aborted).toHaveBeenCalledOnce();
    expect(onError).not.toHaveBeenCalled();
  });

  it('cancel everything when the panel closes', async () => {
    const { client, server, aborted } = wired();
    const waiting = client.wait({});
    server.dispose();
    await expect(waiting).rejects.toMatchObject({ code: 'Canceled' });
    expect(aborted).toHaveBeenCalledOnce();
  });

  it('answer a request nobody knows, or with payload of another shape, once and with an error', async () => {
    const { receive, sent } = wired();
    receive({ type: 'request', id: 1, method: 'format', params: {} });
    receive({ type: 'request', id: 2, method: 'double', params: { n: '2' } });
    receive({ type: 'request', id: 3, method: 'constructor', params: {} });
    await vi.waitFor(() => {
      expect(sent).toHaveLength(3);
    });
    expect(sent).toEqual([1, 2, 3].map((id): unknown => expect.objectContaining({ type: 'error', id, code: 'Bug' })));
  });

  it('say when a message is no message at all', () => {
    const { receive, onError, onReady } = wired();
    receive('hello');
    receive({ type: 'ready' });
    expect(onError).toHaveBeenCalledOnce();
    expect(onReady).toHaveBeenCalledOnce();
  });
});
