import { createRequire } from 'node:module';

interface Token {
  readonly type: string;
  readonly content: string;
  readonly children: readonly Token[] | null;
  attrGet(name: string): string | null;
}

interface Reader {
  parse(text: string, environment: object): readonly Token[];
}

const require = createRequire(import.meta.url);
const create = (name: string): Reader =>
  (require(name) as (options: object) => Reader)({ html: true, linkify: true, breaks: false });

/**
 * Readers of Markdown as VS Code's preview sets them up (`markdownEngine.ts`: HTML and linkify on), except that names
 * without a scheme become links as well: the generation of today's VS Code, and that of the oldest one supported.
 */
export const readers: Readonly<Record<string, Reader>> = {
  'markdown-it 14': create('markdown-it'),
  'markdown-it 12': create('markdown-it-12'),
};

const isText = ({ type }: Token): boolean => ['text', 'text_special', 'code_inline'].includes(type);

const leaves = (tokens: readonly Token[]): readonly Token[] =>
  tokens.flatMap((token) => (token.type === 'inline' ? leaves(token.children ?? []) : [token]));

/** What a document is made of, in order, without the texts in it; links with where they lead. */
export const structureOf = (reader: Reader, text: string): readonly string[] =>
  leaves(reader.parse(text, {}))
    .filter((token) => !isText(token))
    .map((token) => (token.type === 'link_open' ? `link to ${token.attrGet('href') ?? ''}` : token.type));

/** The texts of a document, one after the other. */
export const textOf = (reader: Reader, text: string): string =>
  leaves(reader.parse(text, {}))
    .filter(isText)
    .map(({ content }) => content)
    .join('');
