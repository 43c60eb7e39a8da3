import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { gatewayIds } from '../../../src/sample/data/ids';
import { withAnswers } from '../dialogs';

const hub = { resourceId: gatewayIds.hub };

describe('commands on a resource', () => {
  before(async () => {
    await vscode.commands.executeCommand('arcGateway.inventory.refresh');
  });

  it('copy its id', async () => {
    await vscode.commands.executeCommand('arcGateway.resource.copyId', hub);
    assert.equal((await vscode.env.clipboard.readText()).toLowerCase(), gatewayIds.hub.toLowerCase());
  });

  it('copy the URL of a gateway', async () => {
    await vscode.commands.executeCommand('arcGateway.gateway.copyUrl', hub);
    assert.match(await vscode.env.clipboard.readText(), /^https:\/\/[\w-]+\.gw\.arc\.azure\.com$/);
  });

  it('say why a gateway that is being created has no URL to copy', async () => {
    const [shown] = await withAnswers([], async () =>
      vscode.commands.executeCommand('arcGateway.gateway.copyUrl', { resourceId: gatewayIds.plants }),
    );
    assert.match(shown?.message ?? '', /has no URL yet/);
  });

  it('open nothing in the portal, which knows nothing of the sample, and say so', async () => {
    const { openExternal } = vscode.env;
    const opened: string[] = [];
    Object.assign(vscode.env, {
      openExternal: async (uri: vscode.Uri) => {
        opened.push(uri.toString(true));
        return true;
      },
    });
    const [shown] = await withAnswers([], async () =>
      vscode.commands.executeCommand('arcGateway.resource.openInPortal', hub),
    );
    Object.assign(vscode.env, { openExternal });
    assert.deepEqual(opened, []);
    assert.match(shown?.message ?? '', /^gw-hub-weu is part of the sample tenant/);
  });
});
