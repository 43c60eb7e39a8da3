import type { Script } from '../script';
import type { ServerSite } from '../../site';
import { exitCodes } from './exitCodes';
import { type Fragment, shellTag } from '../writing/fragment';
import { onboardingCodes } from './header';
import { comment } from '../writing/comment';
import { routeOf, secretOf, type SecretNeed } from './onboarding';
import { powershellLiteral } from '../../../kernel/text/quote';
import { type Delivery, onboardingValues, windowsScriptFor } from './windows';

const ps = shellTag(powershellLiteral);

/** For a task sequence step, or for Run Scripts; without prompts. */
export const configurationManagerScript = (site: ServerSite): Script => windowsScriptFor(site, taskSequence);

const taskSequence: Delivery = {
  kind: 'configurationManager',
  fileName: 'configuration-manager-onboard.ps1',
  header: (site) => {
    const secret = secretOf(site.identity);
    return comment(
      [
        `Configuration Manager script: onboard to Azure Arc ${routeOf(site)} (${site.azure.region})`,
        'Runs as Local System, in a task sequence step "Run PowerShell Script".',
        ...(secret ? [`The secret is the task sequence variable ${secret.variable}, with its value hidden.`] : []),
        'Safe to run more than once: servers that are already connected are not changed.',
      ],
      onboardingCodes(site),
      ', ',
    );
  },
  values: onboardingValues,
  findSecret: ({ variable }) => secretFinding({ text: variable, marks: [] }),
  readSecret: (secret) => secretReading(secret),
};

const secretFinding = (variable: Fragment): Fragment => ps`
# The secret is in a hidden task sequence variable and is not passed to child processes.
try { $run.secret = (New-Object -ComObject Microsoft.SMS.TSEnvironment).Value('${variable}') }
catch { $run.secret = $env:${variable} } # not in a task sequence
$env:${variable} = $null
`;

const secretReading = ({ variable, name }: SecretNeed): Fragment => ps`
function Read-Secret {
    if ($run.secret) { return }
    Stop-Onboarding ${exitCodes.noSecret.code} ${`${name} is missing.`},
        ${`Set the task sequence variable ${variable}, with its value hidden.`}
}
`;
