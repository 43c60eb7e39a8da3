import * as vscode from 'vscode';
import { type Associable, type AssociationGoal, cancelled, turnsByItself } from '../core';

interface Scope {
  readonly label: string;
  readonly detail: string;
  readonly onMachine?: true;
}

const scopes: Readonly<Record<AssociationGoal['kind'], readonly [Scope, Scope]>> = {
  detach: [
    {
      label: '$(vm-active) In Azure and on the machines',
      detail:
        'Tries the direct way from each machine, has its agent go directly, then clears the association. What fails is taken back.',
      onMachine: true,
    },
    {
      label: '$(cloud) In Azure only',
      detail: 'You then run azcmagent config set connection.type direct on each machine.',
    },
  ],
  associate: [
    {
      label: '$(vm-active) In Azure and on the machines',
      detail: 'Where an agent does not turn to a gateway by itself, it is told to. What fails is taken back.',
      onMachine: true,
    },
    {
      label: '$(cloud) In Azure only',
      detail: 'You then run azcmagent config set connection.type gateway on machines with an agent before 1.51.',
    },
  ],
};

/** Whether something has to happen on a machine besides what happens in Azure. */
export const concernsAgents = (resources: readonly Associable[], { kind }: AssociationGoal): boolean =>
  vscode.workspace.isTrusted &&
  resources.some(
    (each) =>
      each.kind === 'machine' && each.os !== undefined && (kind === 'detach' || !turnsByItself(each.agentVersion)),
  );

/** Asks whether the agents are told too. Throws `Cancelled`. */
export async function chooseScope(goal: AssociationGoal, title: string): Promise<AssociationGoal> {
  const chosen = await vscode.window.showQuickPick(scopes[goal.kind], {
    title,
    placeHolder: 'Nothing is changed yet; the plan comes next',
  });
  if (!chosen) throw cancelled();
  return chosen.onMachine ? { ...goal, onMachine: true } : goal;
}
