import * as vscode from 'vscode';
import { type BoxText, foreign, icon, joined, lines, say } from '../../kernel/text/boxText';
import { type AssociationGoal, labels, type RunProgress } from '../engine';
import { createStatusItem } from '../../vscode/boxes/statusBar';

/** The one sign of a run in the status bar, there exactly as long as the run is; a click offers what can be done with it. */
export class StatusItem implements vscode.Disposable {
  private readonly item = createStatusItem('arcGateway.association', 9);

  constructor(private readonly goal: AssociationGoal) {
    this.item.name = say`Azure Arc association`;
    this.item.command = 'arcGateway.association.manage';
    this.item.show();
  }

  update(progress: RunProgress): void {
    const { sign, words } = looks(progress, this.goal);
    const text = say`${words} ${countText(progress)}`;
    this.item.text = say`${sign} ${text}`;
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
export const progressText = (progress: RunProgress, goal: AssociationGoal): BoxText =>
  say`${looks(progress, goal).words} ${countText(progress)}${timeText(progress)}`;

function looks({ state }: RunProgress, { kind }: AssociationGoal): { readonly sign: BoxText; readonly words: BoxText } {
  const noun = kind === 'associate' ? say`Association` : say`Detaching`;
  switch (state) {
    case 'running':
    case 'ended':
      return { sign: icon('sync~spin'), words: kind === 'associate' ? say`Associating` : say`Detaching` };
    case 'pausing':
      return { sign: icon('debug-pause'), words: say`${noun} pausing` };
    case 'paused':
      return { sign: icon('debug-pause'), words: say`${noun} paused` };
    case 'cancelling':
      return { sign: icon('loading~spin'), words: say`${noun} ending` };
  }
}

const grouped = (count: number): BoxText => foreign('sentence', count.toLocaleString('en'));

const countText = ({ settled, total, failed }: RunProgress): BoxText =>
  say`${grouped(settled)} of ${grouped(total)}${failed > 0 ? say`, ${failed} failed` : say``}`;

const timeText = ({ state, remainingMilliseconds: left }: RunProgress): BoxText =>
  state === 'running' && left !== undefined ? say` · ${foreign('sentence', labels.durationText(left))} left` : say``;

function tooltipOf(progress: RunProgress, goal: AssociationGoal): BoxText {
  const { current, obstacle } = progress;
  const names = current.map((name) => foreign('azureName', name));
  return lines(
    progressText(progress, goal),
    ...(obstacle ? [foreign('failure', obstacle.message)] : []),
    ...(names.length > 0 ? [say`Now: ${joined(names, ', ', 5)}`] : []),
    say`Click to pause, resume or cancel.`,
  );
}
