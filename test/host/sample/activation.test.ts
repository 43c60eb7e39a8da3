import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandAliases, commandIds } from '../../../src/ids';

describe('activation', () => {
  const extension = vscode.extensions.getExtension('arc-gateway-onboarding.arc-gateway-onboarding');

  it('finds the extension and activates it', async () => {
    assert.ok(extension, 'VS Code does not know the extension');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  for (const id of [...commandIds, ...Object.values(commandAliases)]) {
    it(`registers ${id}`, async () => {
      await extension?.activate();
      assert.ok((await vscode.commands.getCommands(true)).includes(id));
    });
  }
});
