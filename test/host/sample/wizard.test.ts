import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { gatewayIds } from '../../../src/sample/data/ids';
import { withAnswers } from '../dialogs';

const openWizards = () =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputCustom && input.viewType === 'arcGateway.wizard');

describe('the wizard', () => {
  before(async () => {
    await vscode.commands.executeCommand('arcGateway.inventory.refresh');
  });

  it('opens an untitled topology from the palette', async () => {
    const before = openWizards().length;
    const shown = await withAnswers([], async () => vscode.commands.executeCommand('arcGateway.server.onboard'));
    assert.deepEqual(shown, []);
    assert.equal(openWizards().length, before + 1);
  });

  it('fills in the gateway it was opened from', async () => {
    await vscode.commands.executeCommand('arcGateway.server.onboard', { resourceId: gatewayIds.hub });
    const documents = vscode.workspace.textDocuments.filter(({ uri }) => uri.path.endsWith('.arc.json'));
    const [latest] = documents.toSorted((a, b) => b.uri.path.localeCompare(a.uri.path));
    const filled = documents.map((each) => JSON.parse(each.getText()) as { gateway: { id: string; endpoint: string } });
    assert.ok(latest, 'no topology document is open');
    assert.ok(
      filled.some(
        ({ gateway }) => gateway.id.toLowerCase() === gatewayIds.hub.toLowerCase() && gateway.endpoint !== '',
      ),
    );
  });
});
