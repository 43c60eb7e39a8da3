import * as l10n from '@vscode/l10n';
import { powershellLiteral } from '../../../kernel/text/quote';
import { lazyScript, type NextStep, type Script } from '../script';
import type { InstanceOfSite, SharedSite, TargetWriter } from '../target';
import { registerMachine } from './scripts/register';

export const instanceWriter: TargetWriter<InstanceOfSite> = {
  scripts: instanceScripts,
  nextSteps: ({ instance: { name } }, _, scripts) => scripts.map(({ fileName }) => registration(name, fileName)),
};

/** One for all machines; none for an instance that is deployed already. */
function instanceScripts(target: InstanceOfSite, site: SharedSite): readonly Script[] {
  const { name, state } = target.instance;
  if (state === 'deployed') return [];
  const fileName = `register-${name}.ps1`;
  return [
    lazyScript({ kind: 'registerMachine', os: 'windows', language: 'powershell', fileName, cluster: name }, () =>
      registerMachine(target, site),
    ),
  ];
}

const registration = (name: string, fileName: string): NextStep => ({
  title: l10n.t`Register the machines of ${name}`,
  detail: l10n.t(
    'Run the script on each machine before the deployment. It proves first that this is a machine of the site file and that Azure answers.',
  ),
  command: { shell: 'powershell', text: `& ${powershellLiteral(`.\\${fileName}`)}` },
});
