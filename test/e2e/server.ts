import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { extensionsFolder, freePort, startCodeServer, writeUserSettings } from '../../build/codeServer.mjs';
import { installUnpacked } from '../../build/install.mjs';
import { furnishHome } from '../../build/ownHome.mjs';
import { prepare } from '../../build/setup.mjs';

export interface ServerOptions {
  /** User settings; the sample tenant unless they say otherwise. */
  settings?: Record<string, unknown>;
  /** Settings that belong to the machine; VS Code takes them from no other place when it is a server. */
  machineSettings?: Record<string, unknown>;
  /** Files of the workspace, by path relative to it. */
  files?: Record<string, string>;
  /** A folder whose content the workspace starts with. */
  workspaceFrom?: string;
  env?: Record<string, string>;
  /** Folders of extensions to install, by the names they are installed under. */
  extensions?: Record<string, string>;
  /** Options of code-server. */
  args?: string[];
  /** A folder of files that take the place of the extension's, by the same paths. */
  replacing?: string;
  /** Whether the workspace is not trusted, and nobody is asked whether it should be. */
  isRestricted?: boolean;
}

export interface Server {
  url: string;
  /** The folder the workbench has open; saved files appear here. */
  workspace: string;
  /** Everything that VS Code writes, logs and all. */
  profile: string;
  setSettings(settings: Record<string, unknown>): void;
  stop(): Promise<void>;
}

/** Starts VS Code with a fresh profile and workspace and what was last built; `stop` removes them and every process. */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
  const { node } = await prepare({ purpose: 'workbench' });
  const folder = mkdtempSync(join(tmpdir(), 'arc-e2e-'));
  const profile = join(folder, 'profile');
  const workspace = join(folder, 'workspace');
  const setSettings = (settings: Record<string, unknown>) =>
    writeUserSettings(profile, {
      'arcGateway.environment': 'sample',
      'workbench.reduceMotion': 'on',
      ...(options.isRestricted ? restricted : {}),
      ...settings,
    });
  fillWorkspace(workspace, options);
  writeMachineSettings(profile, options.machineSettings);
  setSettings(options.settings ?? {});
  const installed = installUnpacked(extensionsFolder(profile));
  if (options.replacing) cpSync(options.replacing, installed, { recursive: true });
  for (const [name, from] of Object.entries(options.extensions ?? {})) {
    cpSync(from, join(extensionsFolder(profile), name), { recursive: true });
  }
  const { env = {}, args = [] } = options;
  furnishHome(env.HOME ?? profile);
  const asksForTrust = options.isRestricted === true;
  const server = await startCodeServer({ node, profile, port: await freePort(), env, args, asksForTrust });
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  return {
    url: `http://127.0.0.1:${server.port}/?folder=${encodeURI(workspace)}`,
    workspace,
    profile,
    setSettings,
    stop,
  };
}

const restricted = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
};

function writeMachineSettings(profile: string, settings: Record<string, unknown> = {}): void {
  const folder = join(profile, 'data', 'Machine');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings));
}

function fillWorkspace(workspace: string, { files = {}, workspaceFrom }: ServerOptions): void {
  mkdirSync(workspace, { recursive: true });
  if (workspaceFrom) cpSync(workspaceFrom, workspace, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(workspace, path)), { recursive: true });
    writeFileSync(join(workspace, path), text);
  }
}
