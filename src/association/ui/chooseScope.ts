import { isRecord } from '../../kernel/isRecord';
import * as vscode from 'vscode';
import { canceled } from '../../kernel/errors';
import type { Inventory } from '../../kernel/inventory';
import { featureSince } from '../../kernel/knowledge/agentFeature';
import type { Associable } from '../../kernel/resources';
import { type BoxText, foreign, say } from '../../kernel/text/boxText';
import { type AssociationGoal, needsAgentStep } from '../engine';
import { observationOf } from '../../inventory';
import { pickOne } from '../../vscode/boxes/picks';

interface ScopeChoice {
  readonly label: BoxText;
  readonly detail: BoxText;
  readonly onMachine?: true;
}

const scopes: Readonly<Record<AssociationGoal['kind'], readonly [ScopeChoice, ScopeChoice]>> = {
  detach: [
    {
      label: say`$(vm-active) In Azure and on the machines`,
      detail: say`Checks the direct connection, sets the agents to it, then clears the association.`,
      onMachine: true,
    },
    {
      label: say`$(cloud) In Azure only`,
      detail: say`You then run azcmagent config set connection.type direct on each machine.`,
    },
  ],
  associate: [
    {
      label: say`$(vm-active) In Azure and on the machines`,
      detail: say`Associates them, then sets the agents that don’t switch automatically.`,
      onMachine: true,
    },
    {
      label: say`$(cloud) In Azure only`,
      detail: say`You then set connection.type to gateway on agents before ${foreign('sentence', featureSince('automaticGateway').since)}.`,
    },
  ],
};

/** False in an untrusted workspace. */
export const concernsAgents = (
  inventory: Inventory,
  resources: readonly Associable[],
  { kind }: AssociationGoal,
): boolean =>
  vscode.workspace.isTrusted && resources.some((each) => needsAgentStep(each, kind, observationOf(inventory, each)));

/** For rolling back a run that included machines. */
export const scopeNamedBy = (argument: unknown): Pick<AssociationGoal, 'onMachine'> =>
  isRecord(argument) && argument.onMachine === true ? { onMachine: true } : {};

/** Throws `Canceled`. */
export async function chooseScope(goal: AssociationGoal, title: BoxText): Promise<AssociationGoal> {
  const chosen = await pickOne(scopes[goal.kind], {
    title,
    placeHolder: say`Nothing changes yet; the plan comes next`,
  });
  if (!chosen) throw canceled();
  return chosen.onMachine ? { ...goal, onMachine: true } : goal;
}
