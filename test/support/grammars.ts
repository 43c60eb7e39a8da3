import { createRequire } from 'node:module';
import { Language, type Node, Parser } from 'web-tree-sitter';

const require = createRequire(import.meta.url);

/** Parsers that judge generated text where what would run it is not installed. */
export const powershellParser = (): Promise<Parse> => parserOf('tree-sitter-powershell');
export const bicepParser = (): Promise<Parse> => parserOf('tree-sitter-bicep');

type Parse = (text: string) => Node;

async function parserOf(name: string): Promise<Parse> {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(require.resolve(`${name}/${name}.wasm`)));
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
