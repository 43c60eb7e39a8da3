import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Syntax } from '../../../../src/core';
import { loadSyntax } from '../../../../src/host/syntax';

const modules = resolve(import.meta.dirname, '../../../../node_modules');

/** The parsers as the extension loads them, from where the build takes their files. */
export const syntaxForTests = (): Promise<Syntax> =>
  loadSyntax(['bash', 'powershell'], (name) => readFile(join(modules, name.replace('.wasm', ''), name)));
