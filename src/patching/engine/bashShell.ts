import { readBash } from './bashModel';
import { parseBash } from './bashSyntax';
import { bash as dialect } from './dialect';
import { heredocRegions } from './heredocs';
import type { ShellReader } from './reader';

export const bashShell: ShellReader = {
  language: 'bash',
  dialect,
  parse: parseBash,
  readModel: readBash,
  innerRegions: heredocRegions,
};
