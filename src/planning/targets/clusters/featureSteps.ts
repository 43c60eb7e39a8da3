import * as l10n from '@vscode/l10n';
import { roleName } from '../../../kernel/knowledge/roles';
import { clusterType } from '../../../kernel/resources';
import { alternatives } from '../../../kernel/text/phrases';
import { bashLiteral, powershellLiteral } from '../../../kernel/text/quote';
import type { NextStep } from '../script';
import type { ClusterOfSite, SharedSite } from '../target';
import facts from './data/featureSteps.json';
import { modeOf } from './mode';

type Shell = 'bash' | 'powershell';

/** What is turned on once the cluster is connected: the connect command takes neither. */
export function featureSteps(target: ClusterOfSite, site: SharedSite): readonly NextStep[] {
  const { name, features = [], deployment } = target.cluster;
  // Refused there, and said by a finding.
  if (modeOf(target.cluster, site) === 'privateLink') return [];
  const shell: Shell = deployment?.shell === 'powershell' ? 'powershell' : 'bash';
  const write = (commands: Commands): NonNullable<NextStep['command']> => ({ shell, text: commands[shell] });
  const afterwards = l10n.t('Run it in the prepared terminal. It is safe to run more than once.');
  return [
    ...(features.includes('customLocations')
      ? [
          {
            title: l10n.t`Enable custom locations on ${name}`,
            detail: [
              l10n.t(
                'It needs the object ID of the Custom Locations app in your tenant. A service principal usually may not read it in Microsoft Graph: then have a person print it, and put it in.',
              ),
              afterwards,
              source(facts.customLocations),
            ].join(' '),
            command: write(customLocations(target)),
          },
        ]
      : []),
    ...(features.includes('azureRbac')
      ? [
          {
            title: l10n.t`Enable Azure RBAC on ${name}`,
            detail: [
              l10n.t`First the cluster’s identity gets the role ${facts.azureRbac.role}, which ${alternatives([roleName('owner'), roleName('userAccessAdministrator')])} of the cluster can assign.`,
              l10n.t`Afterwards, the API server must ask the webhooks that the secret ${facts.azureRbac.manifests} in kube-system describes; until then, Azure roles have no effect.`,
              afterwards,
              source(facts.azureRbac),
            ].join(' '),
            command: write(azureRbac(target)),
          },
        ]
      : []),
  ];
}

type Commands = Readonly<Record<Shell, string>>;

const source = (fact: { readonly source: string; readonly asOf: string }): string =>
  l10n.t`Source: ${fact.source} (${fact.asOf}).`;

const quote: Readonly<Record<Shell, (text: string) => string>> = { bash: bashLiteral, powershell: powershellLiteral };

const options = (quoted: (text: string) => string, { cluster: { name }, place }: ClusterOfSite): string =>
  [
    `--name ${quoted(name)}`,
    `--resource-group ${quoted(place.resourceGroup)}`,
    `--subscription ${quoted(place.subscriptionId)}`,
  ].join(' ');

/** Quoted as a whole, because the name of a context may begin with anything. */
const contextOption = (quoted: (text: string) => string, { cluster: { deployment } }: ClusterOfSite): string =>
  deployment?.context === undefined ? '' : ` ${quoted(`--kube-context=${deployment.context}`)}`;

const enable = (shell: Shell, target: ClusterOfSite, features: readonly string[]): string =>
  `az connectedk8s enable-features ${options(quote[shell], target)}${contextOption(quote[shell], target)} --features ${features.join(' ')}`;

/** The ID is read first: without it, the command goes on without the feature. */
const customLocations = (target: ClusterOfSite): Commands => {
  const { appId, features } = facts.customLocations;
  const read = `az ad sp show --id ${appId} --query id --output tsv`;
  return {
    bash: `oid=$(${read}) &&\n  ${enable('bash', target, features)} --custom-locations-oid "$oid"`,
    powershell: `$oid = ${read}\nif ($LASTEXITCODE -eq 0) { ${enable('powershell', target, features)} --custom-locations-oid "$oid" }`,
  };
};

const azureRbac = (target: ClusterOfSite): Commands => {
  const { role, features } = facts.azureRbac;
  const { subscriptionId, resourceGroup } = target.place;
  const scope = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/${clusterType}/${target.cluster.name}`;
  const read = (shell: Shell): string =>
    `az connectedk8s show ${options(quote[shell], target)} --query identity.principalId --output tsv`;
  const assign = (shell: Shell): string =>
    `az role assignment create --role ${quote[shell](role)} --scope ${quote[shell](scope)} --assignee-principal-type ServicePrincipal --assignee-object-id "$id" --output none`;
  return {
    bash: `id=$(${read('bash')}) &&\n  ${assign('bash')} &&\n  ${enable('bash', target, features)}`,
    powershell: `$id = ${read('powershell')}\nif ($LASTEXITCODE -eq 0) { ${assign('powershell')} }\nif ($LASTEXITCODE -eq 0) { ${enable('powershell', target, features)} }`,
  };
};
