import assert from 'node:assert/strict';
import { strToU8, zipSync } from 'fflate';
import { once } from 'node:events';
import { symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import * as vscode from 'vscode';
import { ArcError } from '../../../src/kernel/errors';
import { isKnown } from '../../../src/diagnosis/ui/explainError';
import { failureDialog } from '../../../src/vscode/failureDialog';
import { production } from '../../../src/sample/data/ids';
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

/**
 * Answers each picker with the item whose label has the next of these texts, input boxes with a name, and save dialogs
 * with a place.
 */
async function withChoices(
  labels: readonly string[],
  save: vscode.Uri | undefined,
  work: () => Thenable<unknown>,
  typed = 'web-01',
): Promise<void> {
  const { showQuickPick, showSaveDialog, showInputBox } = window;
  const left = [...labels];
  window.showQuickPick = async (items: readonly vscode.QuickPickItem[]) => {
    const label = left.shift() ?? 'nothing more';
    return items.find((item) => item.label.includes(label));
  };
  window.showSaveDialog = async () => save;
  window.showInputBox = async () => typed;
  try {
    await work();
  } finally {
    Object.assign(window, { showQuickPick, showSaveDialog, showInputBox });
  }
}

const writeSite = (proxyPort: number): Promise<vscode.Uri> =>
  write(
    'branch.arc.json',
    JSON.stringify({
      version: 1,
      targets: { os: ['linux'] },
      gateway: {
        id: `/subscriptions/${id}/resourceGroups/rg/providers/Microsoft.HybridCompute/gateways/gw`,
        endpoint: 'abc123.gw.arc.azure.com',
      },
      azure: { tenantId: id, subscriptionId: id, resourceGroup: 'rg', region: 'westeurope' },
      network: { proxyUrl: `http://127.0.0.1:${proxyPort}` },
      identity: { method: 'deviceCode' },
      tags: {},
    }),
  );

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
    assert.match(text, /A test: 1 known problem/);
    assert.match(text, /already connected to Azure Arc/);
  });

  it('is offered with every failure of which something is known, and otherwise not', async () => {
    const showFailure = failureDialog((text) => Promise.resolve(isKnown(text)));
    const says = 'Azure says: the client does not have authorization to perform action';
    const x509 = new Error('outer', { cause: new Error('x509: certificate signed by unknown authority') });
    const known: readonly [ArcError, RegExp][] = [
      [new ArcError({ code: 'Forbidden', needs: 'a role' }, `Ask for a role. ${says}`), /A role is missing/],
      [
        new ArcError({ code: 'Unreachable', host: 'h', cause: 'tls' }, 'Not reached.', { cause: x509 }),
        /TLS inspection/,
      ],
      [new ArcError({ code: 'RemoteAuth', host: 'h' }, 'Not let in: AZCM0067'), /AZCM0067/],
      [new ArcError({ code: 'Conflict' }, 'Not now: AZCM0067'), /AZCM0067/],
      [new ArcError({ code: 'InvalidInput', field: 'request' }, 'Refused: AZCM0067'), /AZCM0067/],
      [new ArcError({ code: 'SignedOut' }, 'AADSTS50076: sign in'), /AADSTS50076/],
      [
        new ArcError({ code: 'RemoteFailed', exitCode: 7, tail: 'no such thing' }, 'It failed.'),
        /Output of the failed command/,
      ],
    ];
    for (const [error, expected] of known) {
      await withAnswers(['Explain'], () => showFailure(error));
      assert.match(shown('Arc error explained'), expected);
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    }
    const before = vscode.workspace.textDocuments.length;
    await withAnswers(['Explain'], () => showFailure(new ArcError({ code: 'Conflict' }, 'Another change.')));
    assert.equal(vscode.workspace.textDocuments.length, before);
  });

  it('explains the selection, with the line of the document, and changes nothing', async () => {
    const uri = await write('azcmagent.log', 'one\ntwo\nx509: certificate signed by unknown authority\n');
    const editor = await vscode.window.showTextDocument(uri);
    editor.selection = new vscode.Selection(1, 0, 3, 0);
    await vscode.commands.executeCommand('arcGateway.error.explain');
    assert.match(shown('Arc error explained'), /Selection in `azcmagent\.log`[\s\S]*TLS inspection[\s\S]*line 3:/);
    assert.equal(editor.document.isDirty, false);
  });

  it('explains the clipboard, and says so when it knows nothing of it', async () => {
    await vscode.env.clipboard.writeText('nothing that is known');
    await withChoices(['Clipboard'], undefined, () => vscode.commands.executeCommand('arcGateway.error.explain'));
    assert.match(shown('Arc error explained'), /^# No known error found/);
  });

  it('summarizes a log, also one in UTF-16', async () => {
    const uri = vscode.Uri.joinPath(folder(), 'arcproxy.log');
    const line = 'time=1 level=error msg="forbidden" host=pas.windows.net:443 status=403\r\n';
    await vscode.workspace.fs.writeFile(uri, Buffer.from(`\ufeff${line}`, 'utf16le'));
    await vscode.commands.executeCommand('arcGateway.logs.open', uri);
    assert.match(shown('Arc log'), /\| `pas\.windows\.net` \| \*\*denied\*\* \| not reported \| 1 \| 1 \|/);
  });

  it('searches an archive as it is, and says when it is none', async () => {
    const uri = vscode.Uri.joinPath(folder(), 'azcmagent-logs.zip');
    const files = {
      'logs/himds.log': strToU8('proxyconnect tcp: dial tcp 10.1.1.1:8080: connect: connection refused'),
    };
    await vscode.workspace.fs.writeFile(uri, zipSync(files));
    await vscode.commands.executeCommand('arcGateway.logs.open', uri);
    assert.match(shown('Arc logs'), /The proxy refuses connections[\s\S]*- `logs\/himds\.log`: Error, line 1/);
    const broken = await write('broken.zip', 'PK\u0003\u0004rest');
    const messages = await withAnswers([], async () => vscode.commands.executeCommand('arcGateway.logs.open', broken));
    assert.match(messages[0]?.message ?? '', /no complete ZIP archive/);
    await vscode.workspace.fs.delete(uri);
    await vscode.workspace.fs.delete(broken);
  });

  it('searches a folder, without following its links', async () => {
    const logs = vscode.Uri.joinPath(folder(), 'troubleshoot');
    const agent = vscode.Uri.joinPath(logs, 'arc_agents_logs', 'config-agent', 'config-agent.txt');
    await vscode.workspace.fs.writeFile(agent, new TextEncoder().encode('ClusterIdentityCRDTokenFetchFailed'));
    symlinkSync('/etc/hostname', vscode.Uri.joinPath(logs, 'diagnoser_output.txt').fsPath);
    await vscode.commands.executeCommand('arcGateway.logs.open', logs);
    const text = shown('Arc logs');
    assert.match(text, /- `arc_agents_logs\/config-agent\/config-agent\.txt`: Error, line 1/);
    assert.match(text, /- `diagnoser_output\.txt`: it is a link/);
    await vscode.workspace.fs.delete(logs, { recursive: true });
  });

  it('explains what is typed', async () => {
    await withChoices(
      ['Type or paste'],
      undefined,
      () => vscode.commands.executeCommand('arcGateway.error.explain'),
      '0x80092013',
    );
    assert.match(shown('Arc error explained'), /Typed text: 1 known problem[\s\S]*Lists of revoked certificates/);
  });

  it('checks the network through the proxy of a topology, and saves the ticket', async () => {
    const site = await writeSite(await freePort());
    const ticket = vscode.Uri.joinPath(folder(), 'ticket.csv');
    const messages = await withAnswers(['Save as firewall ticket…'], () =>
      withChoices(['This machine'], ticket, () => vscode.commands.executeCommand('arcGateway.network.precheck', site)),
    );
    const text = shown('Network check');
    assert.match(text, /Checked from: this machine/);
    assert.match(text, /\| `abc123\.gw\.arc\.azure\.com` \| \*\*blocked\*\* \| Proxy team \|/);
    assert.match(text, /All probes ended in the same way/);
    assert.match(messages[0]?.message ?? '', /need attention/);
    const saved = new TextDecoder().decode(await vscode.workspace.fs.readFile(ticket));
    assert.match(saved, /^Who has to act,Result,Host/);
    assert.match(saved, /Proxy team,blocked,abc123\.gw\.arc\.azure\.com,443/);
    await vscode.workspace.fs.delete(site);
  });

  it('checks the network from a server, by a script that is shown before it runs', async () => {
    const site = await writeSite(await freePort());
    const messages = await withAnswers(['Run'], () =>
      withChoices(['Another server', 'This machine'], undefined, () =>
        vscode.commands.executeCommand('arcGateway.network.precheck', site),
      ),
    );
    assert.match(messages[0]?.message ?? '', /Run this on web-01\?/);
    assert.match(messages[0]?.detail ?? '', /check which Azure Arc endpoints are reachable/);
    const text = shown('Network check');
    assert.match(text, /Checked from: web-01/);
    assert.match(
      text,
      /\| `abc123\.gw\.arc\.azure\.com` \| \*\*blocked\*\* \| Proxy team \| The proxy 127\.0\.0\.1:\d+ refuses/,
    );
    await vscode.workspace.fs.delete(site);
  });

  it('collects the logs of a machine by run command, and summarizes them', async () => {
    await vscode.commands.executeCommand('arcGateway.inventory.refresh');
    const resourceId = `/subscriptions/${production}/resourceGroups/rg-web-prod/providers/Microsoft.HybridCompute/machines/web-ber-01`;
    const raw = vscode.Uri.joinPath(folder(), 'raw.txt');
    const messages = await withAnswers(['Run', 'Save raw text…'], () =>
      withChoices(['Azure run command'], raw, () =>
        vscode.commands.executeCommand('arcGateway.logs.collect', { resourceId }),
      ),
    );
    assert.match(messages[0]?.detail ?? '', /read the last part of the agent’s logs \(as root or an administrator\)/);
    assert.match(shown('Arc logs of web-ber-01'), /\| `dls\.microsoft\.com` \| \*\*denied\*\* \| proxy \|/);
    assert.match(new TextDecoder().decode(await vscode.workspace.fs.readFile(raw)), /### arcproxy\.log/);
  });
});
