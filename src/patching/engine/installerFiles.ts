import type { Context } from './context';
import type { Download } from './downloads';
import { sourceOf, type Word } from './model';
import { contains } from './order';
import { PathMentions } from './pathMentions';
import { countWhile } from './spans';
import type { ShellLanguage, SyntaxNode } from './syntaxTree';

// Spaces belong to a Windows path; elsewhere they separate words.
const portalName = /^(?:\S*|(?:[a-z]:|[$⟨])[^]*)(?<=^|[\\/])install_(linux|windows)_azcmagent\.(sh|ps1)$/i;
const mention = /\binstall_(linux|windows)_azcmagent\.(sh|ps1)\b/i;

export class KnownDownloads {
  readonly targets = new PathMentions();
  readonly longTargets = new PathMentions();
  private readonly all: { readonly download: Download; readonly name: string }[] = [];
  private readonly run = new Set<Download>();
  private readonly runNames = new Set<string>();

  constructor(private readonly language: ShellLanguage) {}

  add(download: Download): void {
    const path = this.plain(download.path);
    this.all.push({ download, name: nameOf(path) });
    if (path === '' || !download.isInstallScript) return;
    this.targets.add(path);
    if (path.length > 3) this.longTargets.add(path);
  }

  plain(path: string): string {
    const short = path.replace(/^\.[\\/]+/, '');
    return this.language === 'powershell' ? short.replaceAll('/', '\\').toLowerCase() : short;
  }

  markFile(path: string): void {
    this.runNames.add(nameOf(this.plain(path)));
  }

  mark(download: Download): void {
    this.run.add(download);
  }

  notRun(): readonly Download[] {
    return this.all
      .filter(({ download, name }) => {
        const isRun = this.run.has(download) || (download.path !== '' && this.runNames.has(name));
        return download.isInstallScript && !isRun;
      })
      .map(({ download }) => download);
  }
}

const nameOf = (path: string): string => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);

/** The portal's name for the install script, or that of the downloaded file. */
export interface InstallerFiles {
  /** The path, or a process substitution of it. */
  readonly isFile: (word: Word) => boolean;
  readonly isNamedIn: (text: string) => boolean;
  readonly markRun: (file: Word) => void;
}

/** `own`: this script's downloads, in text order. */
export function installerFiles(
  { model, values }: Context,
  known: KnownDownloads,
  own: readonly Download[],
): InstallerFiles {
  const isPath = (path: string): boolean =>
    (known.targets.size > 0 && known.targets.has(known.plain(path))) || (mention.test(path) && portalName.test(path));
  const substituted = (word: Word): Download | undefined => {
    const next = own[countWhile(own, ({ command }) => command.start < word.start)];
    return next && sourceOf(model, word).startsWith('<(') && contains(word, next.command) ? next : undefined;
  };
  return {
    isFile: (word) => isPath(values.keyOf(word) ?? '') || substituted(word) !== undefined,
    isNamedIn: (text) => !isPath(text) && (mention.test(text) || known.longTargets.isIn(known.plain(text))),
    markRun: (file) => {
      const download = substituted(file);
      if (download) known.mark(download);
      known.markFile(values.keyOf(file) ?? '');
    },
  };
}

export function pipedDownloads(own: readonly Download[]): ReadonlyMap<SyntaxNode, Download> {
  const found = new Map<SyntaxNode, Download>();
  for (const download of own) {
    const { parent } = download.command.node;
    for (const node of [parent, parent?.parent]) if (node && !found.has(node)) found.set(node, download);
  }
  return found;
}
