import { ArcError } from '../../kernel/errors';
import type { FleetProblem } from '../engine';

export const nothingVerified = (): ArcError =>
  new ArcError({ code: 'Precondition' }, 'Nothing was verified in this window yet. Verify a machine first.');

export const notPrepared = (): ArcError =>
  new ArcError({ code: 'Bug' }, 'A machine was verified before anything was prepared.');

export const noSiteFileOpen = (): ArcError =>
  new ArcError(
    { code: 'InvalidInput', field: '' },
    'Open a topology (*.arc.json) first, or right-click one in the explorer.',
  );

export const nothingToVerify = (name: string): ArcError =>
  new ArcError({ code: 'InvalidInput', field: 'resource' }, `Nothing to verify: no machine or cluster uses ${name}.`);

export const noMachinesNamed = (file: string): ArcError =>
  new ArcError(
    { code: 'InvalidInput', field: 'targets.servers.machines' },
    `${file} names no machines. List the names of their resources in Azure under targets.servers.machines; for that, its servers are “connected already”.`,
  );

const fleetProblems: Readonly<Record<FleetProblem, string>> = {
  noJson: 'This file is no JSON. Choose the file that the fleet playbook wrote.',
  tooDeep: 'This file is nested deeper than any that the fleet playbook writes. Choose the file that it wrote.',
  tooLong: 'This file is too large to be read at once. Verify the fleet in parts, with ansible-playbook --limit.',
  noFleetResult: 'This file is not the result of a fleet verification. Choose the file that the fleet playbook wrote.',
  newerVersion: 'A newer version of this extension wrote the playbook. Update the extension.',
  damaged: 'The result of this fleet verification is damaged: it has no time, or no hosts.',
};

export const fleetResultNotRead = (file: string, problem: FleetProblem): ArcError =>
  new ArcError({ code: 'InvalidInput', field: 'file' }, `${file}: ${fleetProblems[problem]}`);
