import type { Site } from '../../planning/site';
import { cloudInitRegions } from './cloudInit';
import type { ScriptKind } from './detectLanguage';
import { dockerfileRegions } from './dockerfile';
import type { Draft } from './draft';
import { anything, type Region } from './region';
import type { ShellLanguage } from './syntaxTree';

/** The scripts a file is made of. What is a script but cannot be read as one is refused. */
export function regionsOf(text: string, kind: ScriptKind, draft: Draft, site: Site): readonly Region[] {
  switch (kind) {
    case 'bash':
    case 'powershell':
      return [whole(text, kind)];
    case 'dockerfile':
      return dockerfileRegions(text, draft, site);
    case 'cloudInit':
      return cloudInitRegions(text, draft, site);
  }
}

const whole = (text: string, language: ShellLanguage): Region => ({
  start: 0,
  end: text.length,
  language,
  source: text.replace(/^\ufeff/, ' '),
  level: 0,
  isOneLine: false,
  isAbout: true,
  problemOf: anything,
});
