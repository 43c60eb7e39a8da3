import * as vscode from 'vscode';
import { type AssociationGoal, durationText, type RunProgress } from '../core';

/** The one sign of a run in the status bar, there exactly as long as the run is; a click offers what can be done with it. */
export class StatusItem implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem(
    'arcGateway.association',
    vscode.StatusBarAlignment.Left,
    9,
  );

  constructor(private readonly goal: AssociationGoal) {
    this.item.name = 'Azure Arc association';
    this.item.command = 'arcGateway.association.manage';
    this.item.show();
  }

  update(progress: RunProgress): void {
    const { icon, words } = looks(progress, this.goal);
    const text = `${words} ${countText(progress)}`;
    this.item.text = `$(${icon}) ${text}`;
    this.item.tooltip = tooltipOf(progress, this.goal);
    this.item.accessibilityInformation = { label: text };
    const isStuck = progress.obstacle !== undefined;
    this.item.backgroundColor = isStuck ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
  }

  dispose(): void {
    this.item.dispose();
  }
}

/** What a run is doing, in a line: for the list that the item opens. */
export const progressText = (progress: RunProgress, goal: AssociationGoal): string =>
  `${looks(progress, goal).words} ${countText(progress)}${timeText(progress)}`;

function looks({ state }: RunProgress, { kind }: AssociationGoal): { readonly icon: string; readonly words: string } {
  const noun = kind === 'associate' ? 'Association' : 'Detaching';
  switch (state) {
    case 'running':
    case 'ended':
      return { icon: 'sync~spin', words: kind === 'associate' ? 'Associating' : 'Detaching' };
    case 'pausing':
      return { icon: 'debug-pause', words: `${noun} pausing` };
    case 'paused':
      return { icon: 'debug-pause', words: `${noun} paused` };
    case 'cancelling':
      return { icon: 'loading~spin', words: `${noun} ending` };
  }
}

const countText = ({ settled, total, failed }: RunProgress): string =>
  `${settled.toLocaleString('en')} of ${total.toLocaleString('en')}${failed > 0 ? `, ${failed} failed` : ''}`;

const timeText = ({ state, remainingMilliseconds: left }: RunProgress): string =>
  state === 'running' && left !== undefined ? ` · ${durationText(left)} left` : '';

function tooltipOf(progress: RunProgress, goal: AssociationGoal): string {
  const { current, obstacle } = progress;
  const shown = current.slice(0, 5).join(', ');
  return [
    progressText(progress, goal),
    ...(obstacle ? [obstacle.message] : []),
    ...(current.length > 0 ? [`Now: ${shown}${current.length > 5 ? ` and ${current.length - 5} more` : ''}`] : []),
    'Click to pause, resume or cancel.',
  ].join('\n');
}
