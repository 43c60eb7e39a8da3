import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ArcGatewayApi } from '../../../src/api';
import { gatewayIds } from '../../../src/sample/data/ids';
import { withAnswers } from '../dialogs';

/** The texts of the read-only documents that the product has shown. */
const documents = (): readonly string[] =>
  vscode.workspace.textDocuments.flatMap((each) => (each.uri.scheme === 'arc-gateway' ? [each.getText()] : []));

describe('what another extension gets', () => {
  let api: ArcGatewayApi;

  before(async () => {
    const extension = vscode.extensions.getExtension<ArcGatewayApi>('arc-gateway-onboarding.arc-gateway-onboarding');
    assert.ok(extension);
    api = await extension.activate();
    await vscode.commands.executeCommand('arcGateway.inventory.refresh');
  });

  it('has a version', () => {
    assert.equal(api.version, 1);
  });

  it('names a resource by its id, and several', async () => {
    const ids = [gatewayIds.hub, gatewayIds.branches];
    const references = ids.map((resourceId) => ({ resourceId }));
    const [first] = references;
    assert.ok(first);
    await api.run('arcGateway.resource.copyId', first, references);
    assert.equal((await vscode.env.clipboard.readText()).toLowerCase(), ids.join('\n').toLowerCase());
  });

  it('hands over a text to explain', async () => {
    await api.run('arcGateway.error.explain', { text: 'AZCM0026: Network Error', origin: 'Another extension' });
    assert.ok(documents().some((text) => /Another extension[^]*AZCM0026/.test(text)));
  });

  it('hands over a file by its Uri', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const log = vscode.Uri.joinPath(folder.uri, 'api.log');
    await vscode.workspace.fs.writeFile(
      log,
      new TextEncoder().encode('level=error msg="no" host=api.example status=403\n'),
    );
    await api.run('arcGateway.logs.open', log);
    assert.ok(documents().some((text) => text.includes('api.example')));
  });

  it('is told of no failure: the person is', async () => {
    const machine = { resourceId: `${gatewayIds.hub}-that-is-not-there` };
    const shown = await withAnswers([], () => api.run('arcGateway.resource.detach', machine));
    assert.equal(shown.length, 1);
  });
});
