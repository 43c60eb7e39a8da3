import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import * as vscode from 'vscode';
import { withAnswers } from '../dialogs';

const id = '11111111-2222-3333-4444-555555555555';
const folder = (): vscode.Uri => {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(first);
  return first.uri;
};

async function write(name: string, text: string): Promise<vscode.Uri> {
  const uri = vscode.Uri.joinPath(folder(), name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

/** The text of the read-only document that the product showed last. */
function shown(title: string): string {
  const documents = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === 'arc-gateway');
  const last = documents.filter(({ uri }) => uri.path.endsWith(`/${title}.md`)).at(-1);
  assert.ok(last, `${title} is not among ${documents.map(({ uri }) => uri.path).join()}`);
  return last.getText();
}

const window = vscode.window as unknown as Record<string, unknown>;

/** Answers pickers with the first item whose label has the text, and save dialogs with a place. */
async function withChoice(label: string, save: vscode.Uri | undefined, work: () => Thenable<unknown>): Promise<void> {
  const { showQuickPick, showSaveDialog } = window;
  window.showQuickPick = async (items: readonly vscode.QuickPickItem[]) =>
    items.find((item) => item.label.includes(label));
  window.showSaveDialog = async () => save;
  try {
    await work();
  } finally {
    Object.assign(window, { showQuickPick, showSaveDialog });
  }
}

/** A port of loopback that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  assert.ok(typeof address === 'object' && address !== null);
  return address.port;
}

describe('diagnosis', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('explains what another part hands over', async () => {
    await vscode.commands.executeCommand('arcGateway.error.explain', { origin: 'A test', text: 'AZCM0067' });
    const text = shown('Arc error explained');
    assert.match(text, /A test\. One thing in it is known/);
    assert.match(text, /connected to Azure Arc already/);
  });

  it('explains the selection, with the line of the document, and changes nothing', async () => {
    const uri = await write('azcmagent.log', 'one\ntwo\nx509: certificate signed by unknown authority\n');
    const editor = await vscode.window.showTextDocument(uri);
    editor.selection = new vscode.Selection(1, 0, 3, 0);
    await vscode.commands.executeCommand('arcGateway.error.explain');
    assert.match(shown('Arc error explained'), /Selection in azcmagent[\s\S]*TLS inspection[\s\S]*line 3:/);
    assert.equal(editor.document.isDirty, false);
  });

  it('explains the clipboard, and says so when it knows nothing of it', async () => {
    await vscode.env.clipboard.writeText('nothing that is known');
    await withChoice('Clipboard', undefined, () => vscode.commands.executeCommand('arcGateway.error.explain'));
    assert.match(shown('Arc error explained'), /^# Nothing in it is known/);
  });

  it('summarises a log, also one in UTF-16', async () => {
    const uri = vscode.Uri.joinPath(folder(), 'arcproxy.log');
    const line = 'time=1 level=error msg="forbidden" host=pas.windows.net:443 status=403\r\n';
    await vscode.workspace.fs.writeFile(uri, Buffer.from(`\ufeff${line}`, 'utf16le'));
    await vscode.commands.executeCommand('arcGateway.logs.open', uri);
    assert.match(shown('Arc log'), /\| `pas\.windows\.net` \| \*\*denied\*\* \| not said \| 1 \| 1 \|/);
  });

  it('says what to do with an archive', async () => {
    const uri = await write('azcmagent-logs.zip', 'PK\u0003\u0004rest');
    const messages = await withAnswers([], async () => vscode.commands.executeCommand('arcGateway.logs.open', uri));
    assert.match(messages[0]?.message ?? '', /Unpack it/);
  });

  it('checks the network through the proxy of a topology, and saves the ticket', async () => {
    const port = await freePort();
    const topology = await write(
      'branch.arc.json',
      JSON.stringify({
        version: 1,
        targets: { os: ['linux'] },
        gateway: {
          id: `/subscriptions/${id}/resourceGroups/rg/providers/Microsoft.HybridCompute/gateways/gw`,
          endpoint: 'abc123.gw.arc.azure.com',
        },
        azure: { tenantId: id, subscriptionId: id, resourceGroup: 'rg', region: 'westeurope' },
        network: { proxyUrl: `http://127.0.0.1:${port}` },
        identity: { method: 'deviceCode' },
        tags: {},
      }),
    );
    const ticket = vscode.Uri.joinPath(folder(), 'ticket.csv');
    const messages = await withAnswers(['Save as Firewall Ticket…'], () =>
      withChoice('This machine', ticket, () => vscode.commands.executeCommand('arcGateway.network.precheck', topology)),
    );
    const text = shown('Network check');
    assert.match(text, /\| `abc123\.gw\.arc\.azure\.com` \| \*\*blocked\*\* \| Proxy team \|/);
    assert.match(text, /All of them ended alike/);
    assert.match(messages[0]?.message ?? '', /need somebody’s attention/);
    const saved = new TextDecoder().decode(await vscode.workspace.fs.readFile(ticket));
    assert.match(saved, /^Who must fix it,Result,Host/);
    assert.match(saved, /Proxy team,blocked,abc123\.gw\.arc\.azure\.com,443/);
    await vscode.workspace.fs.delete(topology);
  });
});
