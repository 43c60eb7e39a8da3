import * as vscode from 'vscode';
import { ArcError } from '../../kernel/errors';
import { associablesOf, type Inventory } from '../../kernel/inventory';
import { redact } from '../../kernel/redact';
import { say } from '../../kernel/text/boxText';
import {
  expectAsInAzure,
  type FleetMember,
  fleetMembers,
  fleetReport,
  plainText,
  readFleetResult,
  targetKey,
  type VerificationReport,
  type VerifiedResource,
} from '../engine';
import { askForFile } from '../../vscode/boxes/fileDialogs';
import { nameOf, startFolder } from '../../vscode/files';
import { type TestGroup } from './testGroups';
import type { TestTarget } from './testTree';
import type { VerificationRecord } from './verifyMachines';

/** The result of a fleet verification, judged by what Azure says of its machines. */
export interface FleetResultGroup {
  readonly group: TestGroup;
  readonly report: VerificationReport;
  seen(subject: TestTarget): VerificationRecord;
}

/** Asks for the file; undefined when the person does not choose one. */
export async function openFleet(inventory: Inventory | undefined): Promise<FleetResultGroup | undefined> {
  const uri = await askForFile({
    title: say`Open the result of a fleet verification`,
    openLabel: say`Open Result`,
    defaultUri: startFolder(),
    filters: { 'Result of the fleet playbook': ['json'] },
  });
  if (!uri) return undefined;
  const read = readFleetResult(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
  if (!read.ok) throw new ArcError({ code: 'InvalidInput', field: 'file' }, `${nameOf(uri)}: ${read.error}`);
  const expected = inventory ? associablesOf(inventory).map((each) => expectAsInAzure(inventory, each)) : [];
  const members = fleetMembers(read.value, expected);
  const report = fleetReport(read.value, nameOf(uri), members);
  const seen = new Map(report.resources.map((each, index) => [targetKey(each.subject), seenOf(each, members[index])]));
  return {
    report,
    group: {
      id: `fleet:${uri.toString()}`,
      label: nameOf(uri),
      from: 'fleet',
      members: members.map(({ expectations }) => expectations),
    },
    seen: ({ expectations: { subject } }) =>
      seen.get(targetKey(subject)) ?? { verified: { subject, checks: [] }, log: '' },
  };
}

function seenOf(verified: VerifiedResource, member: FleetMember | undefined): VerificationRecord {
  if (!member) return { verified, log: '' };
  const { host, evidence, claims } = member;
  const { connectionType } = evidence;
  return {
    verified,
    log: logFor(host),
    ...(connectionType === undefined ? {} : { connectionType }),
    ...(claims === undefined ? {} : { claims }),
  };
}

const logFor = ({ name, output, problem }: { name: string; output: string; problem: string }): string =>
  redact(plainText(`Read from the fleet’s result, host ${name}:\n${problem || output}`));
