import type { Site } from '../../planning/site';
import type { ScriptKind } from './detectLanguage';
import type { PatchBuilder } from './patchBuilder';
import type { ScriptReader, ShellReader } from './reader';
import { arcMention, noProblem, type Region } from './region';
import type { ShellLanguage, Span } from './syntaxTree';

/** A script in a file of another kind. */
export interface HeldScript extends Span {
  readonly language: ShellLanguage;
  /** Same length, with text blanked that the shell doesn't see. */
  readonly source: string;
}

export const heldRegion = ({ start, end, language, source }: HeldScript): Region => ({
  start,
  end,
  language,
  source,
  level: 0,
  isOneLine: false,
  mentionsArc: arcMention.test(source),
  problemOf: noProblem,
});

/** The shell of the scripts that use Azure Arc; the more frequent one if they are in both. */
export function mainLanguage(scripts: readonly HeldScript[]): ShellLanguage {
  const own = scripts.filter(({ source }) => arcMention.test(source));
  const count = own.filter(({ language }) => language === 'powershell').length;
  return count * 2 > own.length ? 'powershell' : 'bash';
}

/** Reads the scripts in one shell. Refuses those that use Azure Arc in the other. */
export const containerReader = (
  kind: ScriptKind,
  shell: ShellReader,
  scriptsIn: (text: string, patch: PatchBuilder, site: Site) => readonly HeldScript[],
): ScriptReader => ({
  kind,
  shell,
  regionsOf(text, patch, site) {
    const regions = scriptsIn(text, patch, site).map(heldRegion);
    for (const { language, mentionsArc, start } of regions)
      if (mentionsArc && language !== shell.language) patch.refuse(start, { code: 'script.severalShells' });
    return regions.filter(({ language }) => language === shell.language);
  },
});
