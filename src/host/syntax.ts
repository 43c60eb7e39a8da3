import { Language, Parser } from 'web-tree-sitter';
import { ArcError, type ShellLanguage, type Syntax } from '../core';

const grammars: Readonly<Record<ShellLanguage, string>> = {
  bash: 'tree-sitter-bash.wasm',
  powershell: 'tree-sitter-powershell.wasm',
};

/** Reads one of the .wasm files that are delivered beside the bundle, by its name. */
export type ReadWasm = (name: string) => Promise<Uint8Array>;

let ready: Promise<void> | undefined;
const parsers = new Map<ShellLanguage, Promise<Parser>>();

/** The parsers of some languages. Each is compiled once, when it is first asked for; a failure may be tried again. */
export async function loadSyntax(languages: readonly ShellLanguage[], read: ReadWasm): Promise<Syntax> {
  const loaded = new Map(await Promise.all(languages.map(async (each) => [each, await parserOf(each, read)] as const)));
  return {
    parse(language, text) {
      const parser = loaded.get(language);
      if (!parser) throw new ArcError({ code: 'Bug' }, `The ${language} parser was not loaded.`);
      return parser.parse(text);
    },
  };
}

function parserOf(language: ShellLanguage, read: ReadWasm): Promise<Parser> {
  const known = parsers.get(language);
  if (known) return known;
  const made = makeParser(language, read).catch((cause: unknown) => {
    parsers.delete(language);
    throw new ArcError({ code: 'Bug' }, 'The parser of this script’s language could not be loaded.', { cause });
  });
  parsers.set(language, made);
  return made;
}

async function makeParser(language: ShellLanguage, read: ReadWasm): Promise<Parser> {
  const grammar = read(grammars[language]);
  ready ??= start(read);
  await ready.catch((cause: unknown) => {
    ready = undefined;
    throw cause;
  });
  const parser = new Parser();
  parser.setLanguage(await Language.load(await grammar));
  return parser;
}

const start = async (read: ReadWasm): Promise<void> => Parser.init({ wasmBinary: await read('web-tree-sitter.wasm') });
