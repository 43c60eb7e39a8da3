import { resolve } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
// With CI set the parser would read the file from the disk in the place of the text that it is given.
const parserOptions = { disallowAutomaticSingleRunInference: true };
const eslint = new ESLint({ cwd: root, overrideConfig: { languageOptions: { parserOptions } } });

const head = `import * as vscode from 'vscode';\nimport { type BoxText, say } from '../../kernel/text/boxText';\n`;

/** What a rule says of code, as if it stood in a feature. */
async function refused(code: string, rule = 'boxes/raw'): Promise<number> {
  const [result] = await eslint.lintText(head + code, { filePath: resolve(root, 'src/diagnosis/ui/openLog.ts') });
  return result?.messages.filter(({ ruleId }) => ruleId === rule).length ?? 0;
}

describe('the rule that all text goes through the boxes', () => {
  it.each([
    'void vscode.window.showInformationMessage("x");',
    'void vscode.window.showErrorMessage("x");',
    'const { showWarningMessage } = vscode.window; void showWarningMessage("x");',
    'const w = vscode.window; void w.showQuickPick(["x"]);',
    'const show = vscode.window.showInputBox; void show({ prompt: "x" });',
    'void vscode["window"]["showSaveDialog"]({ title: "x" });',
    'import { window } from "vscode"; void window.showOpenDialog({ title: "x" });',
    'void vscode.window.withProgress({ location: 15, title: "x" }, async () => 1);',
    'vscode.window.createQuickPick();',
    'vscode.window.createInputBox();',
    'vscode.window.createStatusBarItem();',
    'vscode.window.setStatusBarMessage("x", 1);',
    'vscode.window.createTerminal("x");',
    'vscode.window.createOutputChannel("x");',
    'vscode.window.createTreeView("x", { treeDataProvider: undefined as never });',
    'vscode.window.createWebviewPanel("x", "x", 1);',
    'vscode.tests.createTestController("x", "x");',
    'vscode.languages.createDiagnosticCollection();',
    'new vscode.Diagnostic(new vscode.Range(0, 0, 0, 0), "x");',
    'new vscode.TreeItem("x");',
    'class Row extends vscode.TreeItem {} new Row("x");',
    'new vscode.MarkdownString("x");',
    'vscode.TestMessage.diff("x", "", "");',
    'export const f = (item: vscode.TestItem) => { item.description = "x"; };',
    'export const f = (item: vscode.TreeItem) => { item.label = "x"; };',
    'export const f = (view: vscode.TreeView<1>) => { view.message = "x"; };',
    'export const f = (run: vscode.TestRun) => { run.appendOutput("x"); };',
    'export const f = (shell: vscode.Terminal) => { shell.sendText("x"); };',
    'export const f = (progress: vscode.Progress<{ message: string }>) => { progress.report({ message: "x" }); };',
    'void vscode.commands.executeCommand("vscode.diff", 1, 2, "x");',
    'export const f = (text: string) => text as BoxText;',
    'export const f = (text: string) => text as unknown as BoxText;',
  ])('refuses %s', async (code) => {
    expect(await refused(code)).toBeGreaterThan(0);
  });

  it.each([
    'export const f = () => vscode.window.activeTextEditor;',
    'export const f = (item: vscode.TreeItem) => { item.id = "x"; return say`x`; };',
    'export const f = (d: vscode.TextDocument) => vscode.window.showTextDocument(d);',
    'export const f = (): BoxText => say`x`;',
    'export const f = () => vscode.commands.executeCommand("vscode.openWith", 1, "x");',
  ])('lets pass %s', async (code) => {
    expect(await refused(code)).toBe(0);
  });
});

describe('the rule that tables are read by what they have themselves', () => {
  const table = 'const t: Readonly<Record<string, string>> = { a: "b" };';
  it.each([
    `${table} export const f = (name: string) => t[name];`,
    `${table} export const f = (name: string) => t[name.toLowerCase()] ?? "";`,
    `${table} export const f = (name: string | undefined) => t[name ?? ""];`,
    `${table} export const f = (name: string) => t[\`-\${name}\`];`,
    `${table} export const f = (name: string) => name in t;`,
    'export const f = (name: string) => ({ a: 1, b: 2 })[name as string];',
    'export const f = (name: any) => ({ a: 1 })[name];',
  ])('refuses %s', async (code) => {
    expect(await refused(code, 'tables/own')).toBe(1);
  });

  it.each([
    `${table} export const f = () => t["a"] ?? t.a;`,
    `export const f = (name: 'a' | 'b') => ({ a: 1, b: 2 })[name];`,
    'export const f = (list: readonly string[], at: number) => list[at];',
    'export const f = (text: string, at: number) => text[at];',
    `export const f = (thrown: Error) => 'code' in thrown;`,
  ])('lets pass %s', async (code) => {
    expect(await refused(code, 'tables/own')).toBe(0);
  });
});
