import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

interface Import {
  readonly file: string;
  readonly room: string;
  readonly specifier: string;
  readonly isTypeOnly: boolean;
}

function sources(folder: string): readonly string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'));
}

const importPattern = /^\s*(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'|import\('([^']+)'\)/gm;

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  return [...text.matchAll(importPattern)].map(([, type, from, dynamic]) => ({
    file,
    room: roomOf(file),
    specifier: from ?? dynamic ?? '',
    isTypeOnly: type !== undefined,
  }));
}

function roomOf(file: string): string {
  if (file.startsWith('webview/')) return 'webview';
  const [, second, third] = file.split('/');
  return third === undefined ? 'root' : (second ?? '');
}

const targetRoom = ({ file, specifier }: Import): string | undefined => {
  if (!specifier.startsWith('.')) return undefined;
  const target = path.posix.join(path.posix.dirname(file), specifier);
  return roomOf(/\/(core|azure|sample|remote)$/.test(target) ? `${target}/index.ts` : `${target}.ts`);
};

const all = [...sources('src'), ...sources('webview')].flatMap(importsOf);
const features = [
  'tree',
  'wizard',
  'commands',
  'patching',
  'traffic',
  'gateways',
  'association',
  'verification',
  'diagnosis',
];

/** Which rooms a room may import from besides itself. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  core: [],
  contract: ['core'],
  webview: ['contract', 'core'],
  azure: ['core'],
  sample: ['core', 'azure'],
  remote: ['core'],
  host: ['core', 'contract', 'root'],
  ...Object.fromEntries(features.map((feature) => [feature, ['core', 'contract', 'host', 'root']])),
};

const breaking = (isBroken: (each: Import) => boolean): readonly string[] =>
  all.filter(isBroken).map(({ file, specifier }) => `${file} imports ${specifier}`);

describe('the house', () => {
  it('finds imports to judge', () => {
    expect(all.length).toBeGreaterThan(100);
  });

  it('lets each room import only from where it may', () => {
    expect(
      breaking((each) => {
        const target = targetRoom(each);
        const may = allowed[each.room];
        return target !== undefined && target !== each.room && may !== undefined && !may.includes(target);
      }),
    ).toEqual([]);
  });

  it('lets features share ids, and nothing else of the root', () => {
    expect(
      breaking(
        (each) =>
          [...features, 'host'].includes(each.room) && targetRoom(each) === 'root' && !each.specifier.endsWith('/ids'),
      ),
    ).toEqual([]);
  });

  it('has one door to the core', () => {
    expect(
      breaking((each) => targetRoom(each) === 'core' && each.room !== 'core' && !each.specifier.endsWith('/core')),
    ).toEqual([]);
  });

  it('keeps the core free of VS Code, Azure and Node', () => {
    expect(breaking(({ room, specifier }) => room === 'core' && /^(vscode$|@azure\/|node:)/.test(specifier))).toEqual(
      [],
    );
  });

  it('keeps VS Code in the host, the features and the root', () => {
    expect(
      breaking(({ room, specifier }) => specifier === 'vscode' && !['host', 'root', ...features].includes(room)),
    ).toEqual([]);
  });

  it('keeps the Azure SDK in azure', () => {
    expect(
      breaking(
        ({ room, specifier, isTypeOnly }) =>
          specifier.startsWith('@azure/') && room !== 'azure' && !(room === 'sample' && isTypeOnly),
      ),
    ).toEqual([]);
  });

  it('starts processes in remote only, and loads the toolkit in one file', () => {
    expect(breaking(({ room, specifier }) => specifier.endsWith('child_process') && room !== 'remote')).toEqual([]);
    expect(
      breaking(
        ({ file, specifier }) => specifier.startsWith('@vscode/webview-ui-toolkit') && file !== 'webview/toolkit.ts',
      ),
    ).toEqual([]);
  });

  it('loads the SDK and the sample tenant on first use', () => {
    expect(
      breaking((each) => {
        const target = targetRoom(each);
        return (target === 'azure' || target === 'sample') && each.room === 'root' && each.file !== 'src/connect.ts';
      }),
    ).toEqual([]);
    for (const file of ['src/services.ts', 'src/connect.ts']) {
      const text = readFileSync(path.join(root, file), 'utf8');
      expect(text).not.toMatch(/^import (?!type).*'\.\/(azure|sample|connect|remote|reach)[\w/]*'/m);
    }
  });

  it('keeps files short and activation shorter', () => {
    const lengthOf = (file: string): number => readFileSync(path.join(root, file), 'utf8').split('\n').length - 1;
    expect([...sources('src'), ...sources('webview')].filter((file) => lengthOf(file) > 300)).toEqual([]);
    expect(lengthOf('src/extension.ts')).toBeLessThan(80);
  });
});
