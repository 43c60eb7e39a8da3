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

  it('open it in the portal, in its tenant', async () => {
    const { openExternal } = vscode.env;
    const opened: string[] = [];
    Object.assign(vscode.env, {
      openExternal: async (uri: vscode.Uri) => {
        opened.push(uri.toString(true));
        return true;
      },
    });
    await vscode.commands.executeCommand('arcGateway.resource.openInPortal', hub);
    Object.assign(vscode.env, { openExternal });
    assert.equal(opened.length, 1);
    assert.match(
      opened[0] ?? '',
      /^https:\/\/portal\.azure\.com\/#@[0-9a-f-]{36}\/resource\/subscriptions\/.*gw-hub-weu$/i,
    );
  });
});
