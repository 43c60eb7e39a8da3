import type { Site } from '../../planning/site';
import { cloudInitRegions } from './cloudInit';
import type { ScriptKind } from './detectLanguage';
import { dockerfileRegions } from './dockerfile';
import type { PatchBuilder } from './patchBuilder';
import { noProblem, type Region } from './region';
import type { ShellLanguage } from './syntaxTree';

export function regionsOf(text: string, kind: ScriptKind, patch: PatchBuilder, site: Site): readonly Region[] {
  switch (kind) {
    case 'bash':
    case 'powershell':
      return [whole(text, kind)];
    case 'dockerfile':
      return dockerfileRegions(text, patch, site);
    case 'cloudInit':
      return cloudInitRegions(text, patch, site);
  }
}

const whole = (text: string, language: ShellLanguage): Region => ({
  start: 0,
  end: text.length,
  language,
  source: text.replace(/^\ufeff/, ' '),
  level: 0,
  isOneLine: false,
  mentionsArc: true,
  problemOf: noProblem,
});
