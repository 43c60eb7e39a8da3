import ts from 'typescript';

/**
 * The ESLint rule `boxes/raw`, for all that is not in `src/vscode/boxes`. VS Code makes links, icons and line ends of the
 * text its boxes are given; the folder takes `BoxText` alone, which names the source of every foreign part. So nothing
 * else may use a function, a class or a property of VS Code that is given a text to show.
 */

const message =
  '`{{name}}` shows a text as it is. Go through src/vscode/boxes, which takes BoxText: say`…${foreign(source, text)}`.';

// What of `vscode.window` is handed no text.
const harmless = new Set([
  'activeTextEditor',
  'registerCustomEditorProvider',
  'registerWebviewPanelSerializer',
  'showTextDocument',
  'tabGroups',
  'visibleTextEditors',
]);

// Parts of `vscode` that are there to show something.
const showing = new Set(['chat', 'comments', 'debug', 'languages', 'lm', 'notebooks', 'scm', 'tests']);

// Classes of `vscode` that are made of a text to show.
const classes = new Set([
  'CodeAction',
  'CodeLens',
  'CompletionItem',
  'CustomExecution',
  'Diagnostic',
  'DiagnosticRelatedInformation',
  'DocumentLink',
  'FileDecoration',
  'Hover',
  'InlayHint',
  'InlayHintLabelPart',
  'InlineCompletionItem',
  'MarkdownString',
  'ShellExecution',
  'SignatureInformation',
  'SymbolInformation',
  'Task',
  'TerminalProfile',
  'TestMessage',
  'TreeItem',
]);

// Methods of objects that VS Code has made, by class.
const methods = new Set([
  'MarkdownString.appendCodeblock',
  'MarkdownString.appendMarkdown',
  'MarkdownString.appendText',
  'OutputChannel.append',
  'OutputChannel.appendLine',
  'OutputChannel.replace',
  'Progress.report',
  'Terminal.sendText',
  'TestController.createRunProfile',
  'TestController.createTestItem',
  'TestController.createTestRun',
  'TestRun.appendOutput',
]);

// Properties of type string that VS Code does not show.
const unseen = new Set(['command', 'contextValue', 'html', 'iconPath', 'id', 'sortText']);

// Commands of VS Code that take a title.
const titled = /^(?:vscode\.(?:diff|changes|open)$|_workbench\.)/;

/** `window.showQuickPick`, `TestRun.appendOutput`: what a symbol of VS Code is called; undefined for any other. */
function nameIn(symbol, checker) {
  const aliased = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const declaration = aliased?.declarations?.[0];
  if (!declaration || !/[\\/]@types[\\/]vscode[\\/]/.test(declaration.getSourceFile().fileName)) return undefined;
  const owner = declaration.parent;
  const own = aliased.getName();
  if (ts.isInterfaceDeclaration(owner) || ts.isClassDeclaration(owner)) return `${owner.name?.text}.${own}`;
  return checker.getFullyQualifiedName(aliased).replace(/^"vscode"\.?/, '');
}

function isRaw(name) {
  const [first, second] = name.split('.');
  if (first === 'window') return second === undefined || !harmless.has(second);
  return showing.has(first) || (classes.has(first) && second === undefined) || methods.has(name);
}

const takesString = (type) => (type.isUnion() ? type.types : [type]).some(({ flags }) => flags & ts.TypeFlags.String);

/** @type {import('eslint').Rule.RuleModule} */
const raw = {
  meta: { type: 'problem', messages: { raw: message, cast: 'Only src/kernel/text makes BoxText.' }, schema: [] },
  create(context) {
    const services = context.sourceCode.parserServices;
    const checker = services.program.getTypeChecker();
    const refuse = (node, name) => context.report({ node, messageId: 'raw', data: { name: `vscode.${name}` } });
    const isType = (node) => node.parent.type.startsWith('TS') && node.parent.type !== 'TSAsExpression';

    function judge(node, symbol) {
      const name = nameIn(symbol, checker);
      if (name !== undefined && isRaw(name)) refuse(node, name);
    }

    return {
      MemberExpression(node) {
        const symbol = services.getSymbolAtLocation(node.property);
        const name = nameIn(symbol, checker);
        if (name === undefined) return;
        // `vscode.window` alone is a step to one of its members, which is judged by itself.
        const isStep = name === 'window' && node.parent.type === 'MemberExpression' && node.parent.object === node;
        if (isRaw(name) && !isStep && !isType(node)) refuse(node, name);
      },
      Identifier(node) {
        if (node.parent.type === 'MemberExpression' && node.parent.property === node) return;
        if (node.parent.type === 'ImportSpecifier' || isType(node)) return;
        judge(node, services.getSymbolAtLocation(node));
      },
      AssignmentExpression({ left }) {
        if (left.type !== 'MemberExpression') return;
        const name = nameIn(services.getSymbolAtLocation(left.property), checker);
        if (name === undefined || unseen.has(name.split('.')[1])) return;
        if (takesString(services.getTypeAtLocation(left))) refuse(left, name);
      },
      "CallExpression[callee.property.name='executeCommand']"({ arguments: [command] }) {
        if (command?.type === 'Literal' && titled.test(command.value)) refuse(command, `commands: ${command.value}`);
      },
      TSAsExpression(node) {
        if (/\bBoxText\b/.test(context.sourceCode.getText(node.typeAnnotation)))
          context.report({ node, messageId: 'cast' });
      },
    };
  },
};

export const boxes = { rules: { raw } };
