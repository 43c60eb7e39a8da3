import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Proposals } from '../../../src/patching/ui/proposals';
import { withAnswers } from '../dialogs';

const id = '11111111-2222-3333-4444-555555555555';
const gatewayId = `/subscriptions/${id}/resourceGroups/rg/providers/Microsoft.HybridCompute/gateways/gw`;
const site = {
  version: 1,
  targets: { os: ['linux'] },
  gateway: { id: gatewayId },
  azure: { tenantId: id, subscriptionId: id, resourceGroup: 'rg', region: 'westeurope' },
  network: {},
  identity: { method: 'deviceCode' },
  tags: {},
};
const script = `export tenantId="${id}"\nazcmagent connect --tenant-id "$tenantId"\n`;
const patched = `export gatewayId="${gatewayId}"\nexport tenantId="${id}"\nazcmagent connect --tenant-id "$tenantId" --gateway-id "$gatewayId"\n`;

type Pick = vscode.QuickPick<vscode.QuickPickItem>;

/**
 * Answers the list of edits: waits until it is shown, then accepts the item whose label has the text. Without an answer,
 * and after Enter where no label has it, the list is closed.
 */
async function withPick(answer: string | undefined, work: () => Thenable<unknown>): Promise<readonly string[]> {
  const labels: string[] = [];
  const window = vscode.window as unknown as { createQuickPick: () => Pick };
  const original = window.createQuickPick;
  window.createQuickPick = () => {
    const accepted = new vscode.EventEmitter<void>();
    const hidden = new vscode.EventEmitter<void>();
    let chosen: readonly vscode.QuickPickItem[] = [];
    const pick = {
      items: [] as readonly vscode.QuickPickItem[],
      get selectedItems() {
        return chosen;
      },
      onDidAccept: accepted.event,
      onDidHide: hidden.event,
      hide: () => hidden.fire(),
      dispose: () => undefined,
      show() {
        labels.push(...pick.items.map(({ label }) => label));
        chosen = pick.items.filter(({ label }) => answer !== undefined && label.includes(answer));
        setTimeout(() => {
          if (answer !== undefined) accepted.fire();
          if (chosen.length === 0) hidden.fire();
        }, 50);
      },
    };
    return pick as unknown as Pick;
  };
  try {
    await work();
  } finally {
    window.createQuickPick = original;
  }
  return labels;
}

const diffs = () =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.scheme === 'arc-gateway-patch');

describe('patching a script', () => {
  let folder: vscode.Uri;
  const write = async (name: string, text: string): Promise<vscode.Uri> => {
    const uri = vscode.Uri.joinPath(folder, name);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    return uri;
  };
  const onDisk = async (uri: vscode.Uri): Promise<string> =>
    new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  const run = (argument?: unknown) => vscode.commands.executeCommand('arcGateway.script.patch', argument);

  before(async () => {
    const [workspace] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(workspace, 'no folder is open');
    folder = workspace.uri;
  });

  beforeEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('says how to make a topology where there is none', async () => {
    const uri = await write('none.sh', script);
    const [shown] = await withAnswers([], () => Promise.resolve(run(uri)));
    assert.match(shown?.message ?? '', /\*\.arc\.json/);
  });

  it('shows what changes and changes nothing when it is dismissed', async () => {
    await write('site.arc.json', JSON.stringify(site));
    const uri = await write('dismissed.sh', script);
    const labels = await withPick(undefined, () => run(uri));
    assert.ok(labels.some((label) => label.includes('Apply 2 edits')));
    assert.ok(labels.some((label) => label.includes('Connects the machine through the gateway gw.')));
    assert.equal((await vscode.workspace.openTextDocument(uri)).getText(), script);
    assert.deepEqual(diffs(), []);
  });

  it('changes nothing when Enter finds nothing chosen', async () => {
    const uri = await write('nothing-chosen.sh', script);
    await withPick('a filter that matches nothing', () => run(uri));
    assert.equal((await vscode.workspace.openTextDocument(uri)).getText(), script);
  });

  it('applies to the document, unsaved and undoable', async () => {
    const uri = await write('applied.sh', script);
    await withPick('Apply', () => run(uri));
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(document.getText(), patched);
    assert.equal(document.isDirty, true);
    assert.equal(await onDisk(uri), script);
    assert.deepEqual(diffs(), []);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), script);
  });

  it('patches the selection where it holds a command, with the line of the document', async () => {
    const uri = await write('selected.md', `# Runbook\n\n${script}\nazcmagent connect --tenant-id "${id}"\n`);
    const editor = await vscode.window.showTextDocument(uri);
    editor.selection = new vscode.Selection(2, 0, 4, 0);
    await withPick('Apply', () => run());
    const expected = `# Runbook\n\n${patched}\nazcmagent connect --tenant-id "${id}"\n`;
    assert.equal(editor.document.getText(), expected);
  });

  it('tells the language of a selection by its content where the name of the file says nothing', async () => {
    for (const name of ['main.tf', 'pipeline.yaml', 'runbook.adoc']) {
      const uri = await write(name, `some: text\n${script}`);
      const editor = await vscode.window.showTextDocument(uri);
      editor.selection = new vscode.Selection(1, 0, 3, 0);
      await withPick('Apply', () => run());
      assert.equal(editor.document.getText(), `some: text\n${patched}`, name);
    }
  });

  it('leaves every other byte of the file as it was: line ends, byte order mark, encoding', async () => {
    const windows = (text: string): string => text.replaceAll('\n', '\r\n');
    const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');
    const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');
    const note = '# Zürich, 東京, 𝒳\n';
    const cases: Readonly<Record<string, (text: string) => Buffer>> = {
      'windows.sh': (text) => utf8(windows(note + text)),
      'marked.sh': (text) => utf8(`\ufeff${note}${text}`),
      'marked-windows.sh': (text) => utf8(`\ufeff${windows(note + text)}`),
      'utf16.sh': (text) => utf16(note + text),
      'utf16-windows.sh': (text) => utf16(windows(note + text)),
      'unended.sh': (text) => utf8((note + text).trimEnd()),
    };
    for (const [name, encode] of Object.entries(cases)) {
      const uri = vscode.Uri.joinPath(folder, name);
      await vscode.workspace.fs.writeFile(uri, encode(script));
      await withPick('Apply', () => run(uri));
      const document = await vscode.workspace.openTextDocument(uri);
      assert.ok(await document.save(), `${name} was not saved`);
      const bytes = Buffer.from(await vscode.workspace.fs.readFile(uri));
      assert.equal(bytes.toString('latin1'), encode(patched).toString('latin1'), name);
    }
  });

  it('has a PowerShell file with characters beyond ASCII begin with one byte order mark', async () => {
    const command = `& azcmagent connect --resource-group "rg-köln" --location "westeurope"`;
    for (const [name, before] of [
      ['unmarked.ps1', ''],
      ['marked.ps1', '\ufeff'],
    ] as const) {
      const uri = await write(name, `${before}${command}\r\n`);
      await withPick('Apply', () => run(uri));
      const document = await vscode.workspace.openTextDocument(uri);
      assert.ok(await document.save(), `${name} was not saved`);
      const text = Buffer.from(await vscode.workspace.fs.readFile(uri)).toString('utf8');
      assert.equal(text, `\ufeff${command} --gateway-id "${gatewayId}"\r\n`, name);
    }
  });

  it('forgets both sides of a diff, which may hold secrets', async () => {
    const proposals = new Proposals();
    const before = proposals.add('x.sh', 'hunter2');
    const after = proposals.add('x.sh', 'hunter2 patched');
    assert.equal(proposals.provideTextDocumentContent(before), 'hunter2');
    await proposals.close(before, after);
    assert.deepEqual(
      [before, after].map((each) => proposals.provideTextDocumentContent(each)),
      ['', ''],
    );
  });

  it('says so when there is nothing to do', async () => {
    const uri = await write('done.sh', patched);
    const [shown] = await withAnswers([], () => Promise.resolve(run(uri)));
    assert.match(shown?.message ?? '', /needs no change/);
  });

  it('patches the clipboard when no editor is open', async () => {
    await vscode.env.clipboard.writeText(script);
    const window = vscode.window as unknown as { showQuickPick: unknown };
    const original = window.showQuickPick;
    window.showQuickPick = (items: readonly vscode.QuickPickItem[]) => Promise.resolve(items[0]);
    try {
      await withPick('Apply', () => run());
    } finally {
      window.showQuickPick = original;
    }
    assert.equal(await vscode.env.clipboard.readText(), patched);
  });

  it('goes to the line of a reason it was refused for', async () => {
    const uri = await write('refused.sh', `#!/bin/bash\n\nazcmagent connect --tenant-id "${id}" "$@"\n`);
    const window = vscode.window as unknown as { showQuickPick: unknown };
    const original = window.showQuickPick;
    window.showQuickPick = (items: readonly vscode.QuickPickItem[]) => Promise.resolve(items[0]);
    try {
      await run(uri);
    } finally {
      window.showQuickPick = original;
    }
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), uri.toString());
    assert.equal(vscode.window.activeTextEditor?.selection.active.line, 2);
  });
});
