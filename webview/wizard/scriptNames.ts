import { type WizardState } from '../../src/contract/wizard';
import { lookUp } from '../../src/kernel/lookUp';
import { bash, file, json, powershell } from '../kit/icons';

export type Script = NonNullable<WizardState['plan']>['scripts'][number];
export type ScriptName = Pick<Script, 'kind' | 'os' | 'language' | 'fileName'>;

interface Words {
  readonly tab: string;
  readonly purpose: string;
}

/** By kind and system, or by file name where several are alike. */
const words: Readonly<Record<string, Words>> = {
  'onboard/linux': { tab: 'Linux', purpose: 'Run once on each Linux server, as root' },
  'onboard/windows': { tab: 'Windows', purpose: 'Run once on each Windows server, as administrator' },
  'ansible/any': { tab: 'Ansible', purpose: 'Playbook that onboards every host of an inventory' },
  'groupPolicy/any': { tab: 'Values', purpose: 'Values of the start-up script, beside it in the share' },
  'groupPolicy/windows': { tab: 'Group Policy', purpose: 'Start-up script of a Group Policy, in a share' },
  'group-policy-protect-secret.ps1': {
    tab: 'Secret',
    purpose: 'Run once by a domain administrator: seals the secret for the share',
  },
  'configurationManager/windows': {
    tab: 'Configuration Manager',
    purpose: 'Step of a Configuration Manager task sequence',
  },
  'associate.sh': { tab: 'Azure CLI', purpose: 'Run once on your own computer, with the Azure CLI' },
  'associate.ps1': { tab: 'PowerShell', purpose: 'The same with Az PowerShell: run one of the two' },
  'useGateway/linux': { tab: 'Old agents', purpose: 'Run on Linux servers with an agent before 1.51' },
  'useGateway/windows': { tab: 'Old agents', purpose: 'Run on Windows servers with an agent before 1.51' },
};

const wordsOf = ({ kind, os, fileName }: ScriptName): Words =>
  lookUp(words, fileName) ?? lookUp(words, `${kind}/${os}`) ?? { tab: fileName, purpose: '' };

export const tabName = (script: ScriptName): string => wordsOf(script).tab;
export const purposeOf = (script: ScriptName): string => wordsOf(script).purpose;

export const nameOnly = ({ kind, os, language, fileName }: Script): ScriptName => ({ kind, os, language, fileName });

export const fileIcons: Readonly<Record<Script['language'], string>> = {
  bash,
  powershell,
  yaml: file,
  json,
};
