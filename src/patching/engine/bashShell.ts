import { readBash } from './bashModel';
import { parseBash } from './bashSyntax';
import { checkVerbs } from './bashVerbs';
import { bash as dialect } from './dialect';
import { heredocRegions } from './heredocs';
import type { ShellReader } from './reader';
import { noteShellProxies } from './shellProxies';
import { checkUnreadStatements } from './unreadStatements';

export const bashShell: ShellReader = {
  language: 'bash',
  dialect,
  parse: parseBash,
  readModel: readBash,
  checkVerbs,
  checkRegion: (context, region, root) => {
    noteShellProxies(context, region, root);
    checkUnreadStatements(context, region, root);
  },
  innerRegions: heredocRegions,
};
