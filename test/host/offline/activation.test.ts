import assert from 'node:assert/strict';
import { Socket } from 'node:net';
import * as vscode from 'vscode';

/** Stacks of connections that code of the extension asked for. */
function watchConnections(): { readonly stacks: readonly string[]; stop(): void } {
  const stacks: string[] = [];
  const prototype = Socket.prototype as { connect: (this: Socket, ...args: unknown[]) => Socket };
  const { connect } = prototype;
  prototype.connect = function (...args) {
    const { stack = '' } = new Error();
    if (/[\\/]dist[\\/]\w+\.js/.test(stack)) stacks.push(stack);
    return connect.apply(this, args);
  };
  return {
    stacks,
    stop: () => {
      prototype.connect = connect;
    },
  };
}

const loaded = (chunk: string) => Object.keys(require.cache).some((file) => file.endsWith(`/dist/${chunk}.js`));

describe('activation', () => {
  it('opens no connection and leaves the SDK and the sample tenant unloaded', async () => {
    const extension = vscode.extensions.getExtension('arc-gateway-onboarding.arc-gateway-onboarding');
    assert.ok(extension);
    assert.equal(extension.isActive, false, 'it was active before anything asked for it');
    const watch = watchConnections();
    await extension.activate();
    await new Promise((done) => setTimeout(done, 500));
    watch.stop();
    assert.deepEqual(watch.stacks, []);
    assert.ok(loaded('extension'), 'the module cache does not show what is loaded');
    for (const chunk of ['azure', 'identity', 'connect', 'account', 'sample', 'wizard', 'detach'])
      assert.equal(loaded(chunk), false, chunk);
  });

  it('survives a refresh with nobody signed in and no network', async () => {
    await vscode.commands.executeCommand('arcGateway.inventory.refresh');
    assert.ok(loaded('azure'), 'the refresh did not try to reach Azure');
    assert.equal(loaded('identity'), false, 'VS Code’s own account needs no other way to sign in');
  });
});
