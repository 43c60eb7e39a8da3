import * as l10n from '@vscode/l10n';
import { pageSource } from '../../../../kernel/knowledge/pages';
import { parseResourceId } from '../../../../kernel/resources';
import { type Rule, rulesOf } from '../../../rules';
import { connectionOf } from '../../../site';
import facts from '../data/facts.json';
import { isListedRegion, listSource } from '../endpoints';
import { type InstanceCase, isNew, proxyHost } from './instanceCase';

const page = pageSource('azureLocalGateway');
const { oldestRelease, privatePath, makers, privateEndpoints } = facts;
const releaseSource = `${oldestRelease.source} (${oldestRelease.asOf})`;

const usesGateway = ({ mode }: InstanceCase): boolean => mode === 'gateway';
const isOlder = (release: string | undefined, than: string): boolean => release !== undefined && release < than;

export const connectionRules: readonly Rule<InstanceCase>[] = rulesOf<InstanceCase>([
  {
    code: 'azureLocal.privateLink',
    severity: 'error',
    path: '.name',
    applies: ({ site }) => connectionOf(site) === 'privateLink',
    message: l10n.t(
      'Azure Local doesn’t support private link scopes: gbl.his.arc.azure.com must resolve to a public address on its machines.',
    ),
    fix: l10n.t('Describe the instance in a site of its own, whose names aren’t resolved by the scope’s DNS zones.'),
    source: `${privateEndpoints.source} (${privateEndpoints.asOf})`,
  },
  {
    code: 'azureLocal.otherSubscription',
    severity: 'error',
    path: '.azure.subscriptionId',
    applies: (subject) => {
      const { site, place } = subject;
      const id = usesGateway(subject) && site.gateway ? parseResourceId(site.gateway.id) : undefined;
      return id?.ok === true && id.value.subscriptionId !== place.subscriptionId.toLowerCase();
    },
    message: l10n.t(
      'The gateway is in another subscription. Azure Local needs it in the subscription of the instance.',
    ),
    fix: l10n.t('Choose a gateway in the subscription of the instance, or create one there.'),
    source: page,
  },
  {
    code: 'azureLocal.releaseTooOld',
    severity: 'error',
    path: '.release',
    applies: (subject) => usesGateway(subject) && isOlder(subject.instance.release, oldestRelease.release),
    message: l10n.t`A gateway needs Azure Local ${oldestRelease.release} or newer.`,
    fix: l10n.t`Deploy ${oldestRelease.release} or newer.`,
    source: releaseSource,
  },
  {
    code: 'azureLocal.releaseUnknown',
    severity: 'warning',
    path: '.release',
    applies: (subject) => isNew(subject) && usesGateway(subject) && subject.instance.release === undefined,
    message: l10n.t`The release isn’t known. A gateway needs Azure Local ${oldestRelease.release} or newer.`,
    fix: l10n.t('Enter the release that is to be deployed.'),
    isValueMissing: true,
    source: releaseSource,
  },
  {
    code: 'azureLocal.deployedAlready',
    severity: 'warning',
    path: '.state',
    applies: (subject) => !isNew(subject) && usesGateway(subject),
    message: l10n.t(
      'A gateway can’t be enabled on an instance that is deployed already, and the proxy of one can’t be changed.',
    ),
    fix: l10n.t(
      'If the instance was deployed with this gateway and this proxy, do nothing. Otherwise, deploy it again.',
    ),
    source: page,
  },
  {
    code: 'azureLocal.localProxy',
    severity: 'error',
    path: '.name',
    applies: (subject) => proxyHost(subject)?.toLowerCase().endsWith('.local') === true,
    message: l10n.t('Azure Local doesn’t support proxy names that end with .local.'),
    fix: l10n.t('Enter the proxy’s IP address.'),
    source: pageSource('azureLocalProxy'),
  },
  {
    code: 'azureLocal.proxyPort',
    severity: 'error',
    path: '.name',
    applies: ({ site: { network } }) => network.proxyUrl !== undefined && !/:\d+\/?$/.test(network.proxyUrl),
    message: l10n.t('Azure Local needs the proxy’s port.'),
    fix: l10n.t('Add the port to the proxy’s URL.'),
    source: pageSource('azureLocalProxy'),
  },
  {
    code: 'azureLocal.privatePathTooOld',
    severity: 'error',
    path: '.privatePath',
    applies: ({ instance }) => instance.privatePath === 'yes' && isOlder(instance.release, privatePath.release),
    message: l10n.t`The private path needs Azure Local ${privatePath.release} or newer.`,
    fix: l10n.t`Deploy ${privatePath.release} or newer, or set the private path to no.`,
    source: `${privatePath.source} (${privatePath.asOf})`,
  },
  {
    code: 'azureLocal.privatePathWithoutProxy',
    severity: 'error',
    path: '.privatePath',
    applies: (subject) =>
      subject.instance.privatePath === 'yes' && (!usesGateway(subject) || proxyHost(subject) === undefined),
    message: l10n.t(
      'The private path is a gateway behind the explicit proxy of Azure Firewall; the site has not both.',
    ),
    fix: l10n.t(
      'Choose a gateway, and enter the firewall’s private address with the port of its explicit proxy as the proxy.',
    ),
    source: `${privatePath.source} (${privatePath.asOf})`,
  },
  {
    code: 'azureLocal.regionUnlisted',
    severity: 'warning',
    path: '.azure.region',
    applies: ({ place }) => !isListedRegion(place.region),
    message: ({ place }) =>
      l10n.t`No list of endpoints is published for ${place.region}. The allow list has what all other regions need.`,
    fix: l10n.t('Check that Azure Local is available in this region.'),
    source: listSource(''),
  },
  {
    code: 'azureLocal.makerHosts',
    severity: 'warning',
    path: '.oem',
    applies: ({ instance }) => instance.oem !== undefined,
    message: l10n.t('The allow list doesn’t include the hosts of the machines’ maker, which no gateway carries.'),
    fix: l10n.t('Add the hosts that the page lists for this maker to your firewall rules.'),
    source: `${makers.source} (${makers.asOf})`,
  },
]);
