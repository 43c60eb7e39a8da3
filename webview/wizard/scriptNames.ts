import * as l10n from '@vscode/l10n';
import { type ShownPlan } from '../../src/contract/wizard';
import { featureSince } from '../../src/kernel/knowledge/agentFeature';
import { lookUp } from '../../src/kernel/lookUp';
import { bash, file, json, powershell } from '../kit/icons';

export type ScriptHead = ShownPlan['scripts'][number];
export type Script = NonNullable<ShownPlan['script']>;

const automaticFrom = featureSince('automaticGateway').since;

interface ScriptLabels {
  /** Default: the file’s name. */
  readonly tab?: string;
  readonly purpose: string;
}

/** By kind and system, or by file name if several scripts share these. */
const labels: Readonly<Record<string, ScriptLabels>> = {
  'onboard/linux': { tab: 'Linux', purpose: l10n.t('Run once on each Linux server, as root') },
  'onboard/windows': { tab: 'Windows', purpose: l10n.t('Run once on each Windows server, as administrator') },
  'ansible/any': { tab: 'Ansible', purpose: l10n.t('Playbook that onboards every host of an inventory') },
  'groupPolicy/any': {
    tab: l10n.t('Values'),
    purpose: l10n.t('Values for the startup script, next to it in the share'),
  },
  'groupPolicy/windows': { tab: 'Group Policy', purpose: l10n.t('Startup script of a Group Policy, in a share') },
  'group-policy-protect-secret.ps1': {
    tab: l10n.t('Secret'),
    purpose: l10n.t('Run once by a domain administrator: encrypts the secret for the share'),
  },
  'configurationManager/windows': {
    tab: 'Configuration Manager',
    purpose: l10n.t('Step of a Configuration Manager task sequence'),
  },
  'associate.sh': { tab: 'Azure CLI', purpose: l10n.t('Run once on your own computer, with the Azure CLI') },
  'associate.ps1': { tab: 'PowerShell', purpose: l10n.t('The same with Az PowerShell: run one of the two') },
  'useGateway/linux': {
    tab: l10n.t('Old agents'),
    purpose: l10n.t`Run on Linux servers with an agent older than ${automaticFrom}`,
  },
  'useGateway/windows': {
    tab: l10n.t('Old agents'),
    purpose: l10n.t`Run on Windows servers with an agent older than ${automaticFrom}`,
  },
  'prepareDeployment/any': { purpose: l10n.t('Sets the proxy of a terminal on the deployment machine') },
  'connectCluster/any': { purpose: l10n.t('Run once on the deployment machine: connects the cluster') },
  'updateCluster/any': { purpose: l10n.t('Run once on the deployment machine: switches the cluster to the gateway') },
  'verifyCluster/any': { purpose: l10n.t('Compares Azure and the cluster; changes nothing') },
  'auditCluster/any': { purpose: l10n.t('Prints the traffic that the cluster’s Arc proxy has logged') },
  'detachCluster/any': { purpose: l10n.t('Removes the gateway; the cluster stays connected') },
  'leaveArc/any': { purpose: l10n.t('Disconnects the cluster from Azure Arc; it asks first') },
  'registerMachine/windows': {
    purpose: l10n.t('Run on each machine of the instance, before the deployment'),
  },
  'runtimeProxy/any': { purpose: l10n.t('Run on each node as root: gives the container runtime the proxy') },
};

const labelsOf = ({ kind, os, fileName }: ScriptHead): ScriptLabels =>
  lookUp(labels, fileName) ?? lookUp(labels, `${kind}/${os}`) ?? { purpose: '' };

export const tabName = (script: ScriptHead): string => labelsOf(script).tab ?? script.fileName;
export const purposeOf = (script: ScriptHead): string => labelsOf(script).purpose;

export const fileIcons: Readonly<Record<ScriptHead['language'], string>> = {
  bash,
  powershell,
  yaml: file,
  json,
};
