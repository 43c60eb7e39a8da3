import type { Context } from './context';
import type { Download } from './downloads';
import { contains } from './order';
import { sourceOf, type Word } from './model';

// White space stands in a path that begins like one of Windows; anywhere else it separates words.
const portalName = /^(?:\S*|(?:[a-z]:|[$⟨])[^]*)(?<=^|[\\/])install_(linux|windows)_azcmagent\.(sh|ps1)$/i;
const mention = /\binstall_(linux|windows)_azcmagent\.(sh|ps1)\b/i;

/** What the agent's install script is called in a script: by the portal's name, or by the one it was downloaded to. */
export interface InstallerFiles {
  /** Whether the word is its path, or a process substitution that gives it. */
  readonly isFile: (word: Word) => boolean;
  /** Whether a text says more than its path. */
  readonly isNamedIn: (text: string) => boolean;
  /** The downloads that a word runs. */
  readonly downloadsOf: (file: Word) => readonly Download[];
}

export function installerFiles({ model, values }: Context, downloads: readonly Download[]): InstallerFiles {
  const isWindows = model.language === 'powershell';
  const plain = (path: string): string => {
    const short = path.replace(/^\.[\\/]+/, '');
    return isWindows ? short.replaceAll('/', '\\').toLowerCase() : short;
  };
  const targets = new Set(downloads.map(({ path }) => plain(path)).filter((path) => path !== ''));
  const isPath = (path: string): boolean =>
    (targets.size > 0 && targets.has(plain(path))) || (mention.test(path) && portalName.test(path));
  const substituted = (word: Word): readonly Download[] =>
    sourceOf(model, word).startsWith('<(') ? downloads.filter(({ command }) => contains(word, command)) : [];
  return {
    isFile: (word) => isPath(values.keyOf(word) ?? '') || substituted(word).length > 0,
    isNamedIn: (text) =>
      !isPath(text) &&
      (mention.test(text) || [...targets].some((path) => path.length > 3 && plain(text).includes(path))),
    downloadsOf: (file) => {
      const name = nameOf(plain(values.keyOf(file) ?? ''));
      return [...substituted(file), ...downloads.filter(({ path }) => path !== '' && nameOf(plain(path)) === name)];
    },
  };
}

const nameOf = (path: string): string => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
