import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { RemoteRunner, RemoteScript } from '../../kernel/ports';
import { commentText } from '../../kernel/text/quote';
import type { RunsOnTarget } from './machineConnections';

const scheme = 'arc-gateway-commands';

export interface ShownRuns extends RunsOnTarget {
  readonly runner: RemoteRunner;
}

/** Exactly what will run; English, as every script. */
export class CommandDocument implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  private text = '';

  async show(runs: readonly ShownRuns[]): Promise<void> {
    const all = new Set(runs.flatMap(({ scripts }) => scripts));
    this.text = [...all]
      .map((script) =>
        sectionOf(
          script,
          runs.filter(({ scripts }) => scripts.includes(script)),
        ),
      )
      .join('\n');
    // VS Code caches text by URI.
    const uri = vscode.Uri.from({ scheme, path: '/Commands on machines.sh', query: randomUUID() });
    await vscode.window.showTextDocument(uri, { preview: true });
  }

  provideTextDocumentContent(): string {
    return this.text;
  }

  dispose(): void {
    this.registration.dispose();
  }
}

function sectionOf(script: RemoteScript, runs: readonly ShownRuns[]): string {
  const commands = runs.map(
    ({ target, runner }) => `# ${commentText(target.name)}\n${runner.commandLine(target, script)}\n`,
  );
  return [
    `# To ${commentText(script.title)}`,
    `# ${script.isElevated ? 'As root or an administrator' : 'As the account that signs in'}; stopped after ${Math.round(script.timeoutMilliseconds / 1000)} seconds.`,
    '',
    ...commands,
    `# Script that these commands run:`,
    '',
    script.text.trimEnd(),
    '',
  ].join('\n');
}
