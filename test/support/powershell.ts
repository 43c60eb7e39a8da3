import { createRequire } from 'node:module';
import { Language, type Node, Parser } from 'web-tree-sitter';

const require = createRequire(import.meta.url);

/** A parser of PowerShell: the judge of generated text where no PowerShell is installed. */
export async function powershellParser(): Promise<(text: string) => Node> {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(require.resolve('tree-sitter-powershell/tree-sitter-powershell.wasm')));
  return (text) => {
    const tree = parser.parse(text);
    if (tree === null) throw new Error('The parser gave up.');
    return tree.rootNode;
  };
}

/** What the parser does not understand, as `line:column text`. */
export function syntaxErrors(node: Node): string[] {
  if (node.isError || node.isMissing) {
    return [`${node.startPosition.row + 1}:${node.startPosition.column + 1} ${node.text.slice(0, 60)}`];
  }
  return node.hasError ? node.children.flatMap(syntaxErrors) : [];
}
