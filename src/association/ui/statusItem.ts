import * as vscode from 'vscode';
import { type BoxText, foreign, icon, joined, lines, say } from '../../kernel/text/boxText';
import { formatNumber } from '../../kernel/text/phrases';
import { durationText } from '../../kernel/text/quantities';
import type { AssociationGoal, RunProgress } from '../engine';
import { createStatusItem } from '../../vscode/boxes/statusBar';

export class StatusItem implements vscode.Disposable {
  private readonly item = createStatusItem('arcGateway.association', 9);

  constructor(private readonly goal: AssociationGoal) {
    this.item.name = say`Azure Arc association`;
    this.item.command = 'arcGateway.association.manage';
    this.item.show();
  }

  update(progress: RunProgress): void {
    const text = say`${stateText(progress, this.goal)} ${countText(progress)}`;
    this.item.text = say`${icon(icons[progress.state])} ${text}`;
    this.item.tooltip = tooltipOf(progress, this.goal);
    this.item.accessibilityInformation = { label: text };
    const isStuck = progress.obstacle !== undefined;
    this.item.backgroundColor = isStuck ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
  }

  dispose(): void {
    this.item.dispose();
  }
}

export const progressText = (progress: RunProgress, goal: AssociationGoal): BoxText =>
  say`${stateText(progress, goal)} ${countText(progress)}${timeText(progress)}`;

const icons = {
  running: 'sync~spin',
  ended: 'sync~spin',
  pausing: 'debug-pause',
  paused: 'debug-pause',
  canceling: 'loading~spin',
} as const satisfies Readonly<Record<RunProgress['state'], string>>;

const stateTexts: Readonly<Record<AssociationGoal['kind'], Readonly<Record<RunProgress['state'], BoxText>>>> = {
  associate: {
    running: say`Associating`,
    ended: say`Associating`,
    pausing: say`Association pausing`,
    paused: say`Association paused`,
    canceling: say`Association ending`,
  },
  detach: {
    running: say`Detaching`,
    ended: say`Detaching`,
    pausing: say`Detach pausing`,
    paused: say`Detach paused`,
    canceling: say`Detach ending`,
  },
};

const stateText = ({ state }: RunProgress, { kind }: AssociationGoal): BoxText => stateTexts[kind][state];

const numberText = (count: number): BoxText => foreign('sentence', formatNumber(count));

function countText({ settled, total, failed }: RunProgress): BoxText {
  const [done, all] = [numberText(settled), numberText(total)];
  return failed > 0 ? say`${done} of ${all}, ${numberText(failed)} failed` : say`${done} of ${all}`;
}

const timeText = ({ state, remainingMilliseconds: left }: RunProgress): BoxText =>
  state === 'running' && left !== undefined ? say` · ${foreign('sentence', durationText(left))} left` : say``;

function tooltipOf(progress: RunProgress, goal: AssociationGoal): BoxText {
  const { current, obstacle } = progress;
  const names = current.map((name) => foreign('azureName', name));
  return lines(
    progressText(progress, goal),
    ...(obstacle ? [foreign('failure', obstacle.message)] : []),
    ...(names.length > 0 ? [say`Now: ${joined(names, ', ', 5)}`] : []),
    say`Click to pause, resume, or cancel.`,
  );
}
