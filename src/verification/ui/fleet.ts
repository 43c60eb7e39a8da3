import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { associablesOf, type Inventory } from '../../kernel/inventory';
import { say } from '../../kernel/text/boxText';
import { expectAsInAzure, judgeFleet, targetKey, type VerificationRecord } from '../engine';
import { askForFile } from '../../vscode/boxes/fileDialogs';
import { nameOf, startFolder } from '../../vscode/files';
import { fleetResultNotRead } from './errors';
import { type TestGroup } from './testGroups';
import type { TestTarget } from './testTree';

export interface FleetResultGroup {
  readonly group: TestGroup;
  readonly at: string;
  seen(subject: TestTarget): VerificationRecord;
}

/** Undefined if canceled. */
export async function openFleet(inventory: Inventory | undefined): Promise<FleetResultGroup | undefined> {
  const uri = await askForFile({
    title: say`Open the result of a fleet verification`,
    openLabel: say`Open result`,
    defaultUri: startFolder(),
    filters: { [l10n.t('Result of the fleet playbook')]: ['json'] },
  });
  if (!uri) return undefined;
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  const expected = inventory ? associablesOf(inventory).map((each) => expectAsInAzure(inventory, each)) : [];
  const judged = judgeFleet(text, expected);
  if (!judged.ok) throw fleetResultNotRead(nameOf(uri), judged.error);
  const { at, hosts } = judged.value;
  const seen = new Map(hosts.map(({ record }) => [targetKey(record.verified.subject), record]));
  return {
    at,
    group: {
      id: `fleet:${uri.toString()}`,
      label: nameOf(uri),
      from: 'fleet',
      members: hosts.map(({ expectations }) => expectations),
    },
    seen: ({ expectations: { subject } }) =>
      seen.get(targetKey(subject)) ?? { verified: { subject, checks: [] }, log: '' },
  };
}
