import * as vscode from 'vscode';
import {
  type BoxText,
  bullets,
  foreign,
  foreignSources,
  joined,
  lines,
  paragraphs,
  say,
} from '../../../src/kernel/text/boxText';
import { words as markdownWords, prose } from '../../../src/kernel/text/markdown';
import { createPanel, showDiff } from '../../../src/vscode/boxes/editors';
import { askText } from '../../../src/vscode/boxes/inputs';
import { createLogChannel } from '../../../src/vscode/boxes/logChannel';
import { confirmRisk, showError, showInformation, showWarning } from '../../../src/vscode/boxes/messages';
import { pickOne } from '../../../src/vscode/boxes/picks';
import { withProgress } from '../../../src/vscode/boxes/progress';
import { createStatusItem } from '../../../src/vscode/boxes/statusBar';
import { createTestController, createTestMessage, describeTest, writeOutput } from '../../../src/vscode/boxes/tests';
import { createRow, createRowView, setTooltip } from '../../../src/vscode/boxes/treeView';
import { hostileTexts, link } from '../../support/hostileTexts';

const texts: readonly BoxText[] = foreignSources.map((source) => foreign(source, hostileTexts[source]));
const raw = Object.values(hostileTexts);
/** Side by side, so that one might complete what another begins; in parts that a notification shows whole. */
const parts = [0, 1, 2].map((part) => joined(texts.slice(part * 5, part * 5 + 5), ''));
const [first = say``, second = say``, third = say``] = parts;
const all = say`${first}${second}${third}`;

export function activate(context: vscode.ExtensionContext): void {
  const commands: Readonly<Record<string, () => unknown>> = {
    'boxes.evil': () => vscode.window.showInformationMessage('evil'),
    // What the same texts become without the adapters: the test has to see this.
    'boxes.raw': () => {
      void vscode.window.showWarningMessage(`${link} $(flame)`);
      void vscode.window.showInputBox({ prompt: `${link} $(flame)` });
    },
    'boxes.inform': () => void showInformation(first, say`Yes`),
    'boxes.warn': () => void showWarning(second, say`Yes`),
    'boxes.fail': () => void showError(third, say`Yes`),
    'boxes.modal': () => confirmRisk(say`Delete ${all}?`, paragraphs(lines(...texts), bullets(texts)), say`Delete`),
    'boxes.pick': () =>
      pickOne(
        texts.map((text) => ({ label: say`$(check) ${text}`, description: text, detail: text })),
        { title: all, placeHolder: all },
      ),
    'boxes.input': () =>
      askText({ title: all, prompt: all, placeHolder: all, value: hostileTexts.azureName, validateInput: () => all }),
    'boxes.progress': () =>
      withProgress(first, (report, signal) => {
        report(say`${second}${third}`);
        return new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      }),
    'boxes.status': () => {
      for (const [index, text] of texts.entries()) {
        const item = createStatusItem(`boxes.${index}`, 1000 - index);
        item.name = text;
        item.text = say`$(check) ${index} ${text}`;
        item.tooltip = lines(text, text);
        item.show();
        context.subscriptions.push(item);
      }
    },
    'boxes.tests': async () => {
      const items = texts.map((text, index) => tests.createTestItem(`t${index}`, text));
      for (const item of items) describeTest(item, all);
      tests.items.replace(items);
      const run = tests.createTestRun(new vscode.TestRunRequest(items), all);
      for (const item of items) run.failed(item, createTestMessage(all, raw.join('\n'), undefined));
      writeOutput(run, raw.join('\n'));
      run.end();
      await vscode.commands.executeCommand('workbench.view.testing.focus');
    },
    'boxes.editors': async () => {
      createPanel('boxes', first);
      const [before, after] = await Promise.all(
        ['a', 'b'].map((content) => vscode.workspace.openTextDocument({ content })),
      );
      if (before && after) await showDiff(before.uri, after.uri, second, { preview: false });
    },
    'boxes.preview': async () => {
      const [folder] = vscode.workspace.workspaceFolders ?? [];
      // A preview that was opened before may take the focus late.
      const path = await vscode.window.showInputBox({ prompt: 'Path of a Markdown file', ignoreFocusOut: true });
      if (!folder || path === undefined) return;
      await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.joinPath(folder.uri, path));
    },
    'boxes.log': () => {
      const channel = createLogChannel('Boxes');
      channel.write('info', raw.join('\n'));
      channel.show();
      context.subscriptions.push(channel);
    },
  };
  for (const [id, run] of Object.entries(commands)) {
    context.subscriptions.push(vscode.commands.registerCommand(id, run));
  }
  const tests = createTestController('boxes', say`Boxes`);
  tests.createRunProfile(first, vscode.TestRunProfileKind.Run, () => Promise.resolve(), true);
  const view = createRowView<number>('boxes.rows', {
    treeDataProvider: {
      getChildren: (row) => (row === undefined ? [...texts.keys()] : []),
      getTreeItem: (row) => {
        const text = texts[row] ?? say``;
        const item = createRow({ label: text, description: text, spoken: text }, vscode.TreeItemCollapsibleState.None);
        setTooltip(item, prose`**${markdownWords(raw.join(' '))}**`);
        return item;
      },
    },
  });
  view.message = first;
  context.subscriptions.push(tests, view);
}
