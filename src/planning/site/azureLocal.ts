import * as l10n from '@vscode/l10n';
import { told } from './told';
import * as v from 'valibot';
import limits from '../../kernel/knowledge/data/nameLimits.json';
import { isFullPublicName } from '../../kernel/hostName';
import type { AgentCloud } from '../../kernel/knowledge/clouds';
import { parseCidr, parseIpv4 } from '../../kernel/text/ipv4';
import { ownPlace } from './azure';
import { choice, lowerCase, optional, required, shaped, text } from './fields';
import { list } from './lists';
import type { About } from './schema';
import { section } from './section';
import { hostPatternShape } from './shapes';

const longest = limits.azureLocal.characters;
const longestComputer = limits.computer.characters;

/** No instance has this many. */
const mostNodes = 1000;

const address = (problem: string, about: About | undefined) =>
  text(
    {
      shape: /^(?:\d{1,3}\.){3}\d{1,3}$/,
      check: (typed) => (parseIpv4(typed) === undefined ? problem : undefined),
    },
    about,
  );

const subnet = (about: About | undefined) =>
  optional(
    text(
      {
        shape: /^(?:\d{1,3}\.){3}\d{1,3}\/\d{1,2}$/,
        check: (typed) =>
          parseCidr(typed)?.isExact
            ? undefined
            : l10n.t('Write the subnet as its first address and a prefix length: 10.20.0.0/24.'),
      },
      about,
    ),
  );

const computerName = (problem: string, about: About | undefined) =>
  text(shaped(new RegExp(`^(?!\\d+$)[a-z0-9](?:[a-z0-9-]{0,${longestComputer - 2}}[a-z0-9])?$`, 'i'), problem), about);

/** Lower case, as Azure has it: the name of a storage account, vault or registry. */
const resourceName = (shape: RegExp, problem: string, about: About | undefined) =>
  optional(text({ ...shaped(shape, problem), normalize: lowerCase }, about));

const node = section(
  {
    name: required(
      l10n.t('Name the machine.'),
      computerName(
        l10n.t`A machine’s NetBIOS name has at most ${longestComputer} letters, digits and hyphens, and isn’t a number.`,
        told({
          title: 'Name',
          description: 'NetBIOS name of the machine.',
          patternErrorMessage: `Write at most ${longestComputer} letters, digits and hyphens.`,
        }),
      ),
    ),
    address: required(
      l10n.t('Enter the machine’s address on the management network.'),
      address(
        l10n.t('Write the machine’s IPv4 address: 10.20.0.11.'),
        told({
          title: 'Address',
          description: 'IPv4 address of the machine on the management network.',
          patternErrorMessage: 'Write an IPv4 address.',
        }),
      ),
    ),
  },
  { about: told({ title: 'Machine', description: 'A machine of the instance.' }) },
);

/** Consecutive addresses for the resource bridge, AKS and other services of the instance. */
const infrastructure = section(
  {
    from: required(
      l10n.t('Enter the first address of the infrastructure range.'),
      address(
        l10n.t('Write the first IPv4 address of the range: 10.20.0.50.'),
        told({
          title: 'From',
          description: 'First address of the infrastructure range.',
          patternErrorMessage: 'Write an IPv4 address.',
        }),
      ),
    ),
    to: required(
      l10n.t('Enter the last address of the infrastructure range.'),
      address(
        l10n.t('Write the last IPv4 address of the range: 10.20.0.69.'),
        told({
          title: 'To',
          description: 'Last address of the infrastructure range.',
          patternErrorMessage: 'Write an IPv4 address.',
        }),
      ),
    ),
    /** If all of it may be reached without the proxy. */
    subnet: subnet(
      told({
        title: 'Subnet',
        description: 'The management subnet, if all of it is reached without the proxy; the range alone when left out.',
        patternErrorMessage: 'Write an IPv4 subnet: 10.20.0.0/24.',
      }),
    ),
  },
  {
    about: told({
      title: 'Infrastructure network',
      description: 'Addresses that the deployment gives to the resource bridge, AKS and other services.',
    }),
  },
);

export const azureLocalInstance = (cloud: AgentCloud) =>
  section(
    {
      name: required(
        l10n.t('Name the instance’s resource in Azure.'),
        text(
          shaped(
            /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/i,
            l10n.t`An instance’s name in Azure has at most ${longest} letters, digits and hyphens, and begins and ends with a letter or digit.`,
          ),
          told({
            title: 'Name',
            description: 'Name of the instance in Azure.',
            patternErrorMessage: `Write at most ${longest} letters, digits and hyphens.`,
          }),
        ),
      ),
      /** Has it been deployed? */
      state: v.exactOptional(
        choice(
          ['new', 'deployed'],
          l10n.t('Choose whether the instance is new or deployed already: new or deployed.'),
          told({
            title: 'State',
            description: 'Whether the instance is deployed already; new when left out.',
            default: 'new',
          }),
        ),
      ),
      azure: v.exactOptional(ownPlace(cloud)),
      /** NetBIOS. Absent: unknown. */
      clusterName: optional(
        computerName(
          l10n.t`The cluster’s NetBIOS name has at most ${longestComputer} letters, digits and hyphens, and isn’t a number.`,
          told({
            title: 'Cluster name',
            description: 'NetBIOS name of the failover cluster.',
            patternErrorMessage: `Write at most ${longestComputer} letters, digits and hyphens.`,
          }),
        ),
      ),
      /** IPv4. Absent: unknown. */
      clusterAddress: optional(
        address(
          l10n.t('Write the cluster’s IPv4 address: 10.20.0.10.'),
          told({
            title: 'Cluster address',
            description: 'Address of the cluster, at which resource bridge and AKS use the machines’ Arc proxy.',
            patternErrorMessage: 'Write an IPv4 address.',
          }),
        ),
      ),
      nodes: v.exactOptional(
        list(node, {
          about: told({ title: 'Machines', description: 'The machines of the instance.' }),
          keyOf: ({ name }) => name.toLowerCase(),
          keyAt: 'name',
          repeated: l10n.t('Another machine has this name.'),
          most: mostNodes,
        }),
      ),
      infrastructure: v.exactOptional(infrastructure),
      /** Active Directory. Absent: none. */
      domain: optional(
        text(
          {
            shape: hostPatternShape,
            check: (typed) =>
              isFullPublicName(typed) ? undefined : l10n.t('Write the full name of the domain: corp.contoso.com.'),
          },
          told({
            title: 'Domain',
            description: 'Active Directory domain of the machines; none when left out.',
            patternErrorMessage: 'Write the full name of the domain: corp.contoso.com.',
          }),
        ),
      ),
      /** `2506`. Absent: unknown. */
      release: optional(
        text(
          shaped(/^2\d(?:0[1-9]|1[0-2])$/, l10n.t('Write the release as its year and month: 2608.')),
          told({
            title: 'Release',
            description: 'Azure Local release that is deployed, as year and month: 2608.',
            patternErrorMessage: 'Write the year and the month: 2608.',
          }),
        ),
      ),
      oem: v.exactOptional(
        choice(
          { dataOn: 'DataON', dell: 'Dell', hitachi: 'Hitachi', hpe: 'HPE', lenovo: 'Lenovo' },
          l10n.t('Choose the maker of the machines: dataOn, dell, hitachi, hpe, or lenovo.'),
          told({ title: 'Maker', description: 'Maker of the machines, whose updates need hosts of their own.' }),
        ),
      ),
      /** Absent: no AKS. */
      aks: v.exactOptional(
        section(
          {
            subnet: subnet(
              told({
                title: 'Subnet',
                description: 'Subnet of the AKS clusters; that of the infrastructure when left out.',
                patternErrorMessage: 'Write an IPv4 subnet: 10.20.0.0/24.',
              }),
            ),
          },
          { about: told({ title: 'AKS', description: 'AKS clusters on the instance.' }) },
        ),
      ),
      /** Absent: no virtual machines. */
      vms: v.exactOptional(
        section(
          {
            subnet: subnet(
              told({
                title: 'Subnet',
                description: 'Subnet of the virtual machines; that of the infrastructure when left out.',
                patternErrorMessage: 'Write an IPv4 subnet: 10.20.0.0/24.',
              }),
            ),
          },
          {
            about: told({
              title: 'Virtual machines',
              description: 'Virtual machines on the instance; with an agent, each is a server of its own.',
            }),
          },
        ),
      ),
      /** Storage account. */
      witness: resourceName(
        /^[a-z0-9]{3,24}$/i,
        l10n.t`Write the name of the storage account: 3 to ${limits.storageAccount.characters} letters and digits.`,
        told({
          title: 'Cloud witness',
          description: 'Storage account of the cloud witness.',
          patternErrorMessage: `Write 3 to ${limits.storageAccount.characters} letters and digits.`,
        }),
      ),
      keyVault: resourceName(
        /^[a-z](?!.*--)[a-z0-9-]{1,22}[a-z0-9]$/i,
        l10n.t`Write the name of the key vault: 3 to ${limits.keyVault.characters} letters, digits and hyphens.`,
        told({
          title: 'Key vault',
          description: 'Key vault of the deployment.',
          patternErrorMessage: `Write 3 to ${limits.keyVault.characters} letters, digits and hyphens.`,
        }),
      ),
      registry: resourceName(
        /^[a-z0-9]{5,50}$/i,
        l10n.t`Write the name of the container registry without azurecr.io: 5 to ${limits.registry.characters} letters and digits.`,
        told({
          title: 'Container registry',
          description: 'A container registry of your own that the instance uses.',
          patternErrorMessage: `Write 5 to ${limits.registry.characters} letters and digits.`,
        }),
      ),
      /** To the gateway through the explicit proxy of Azure Firewall. */
      privatePath: v.exactOptional(
        choice(
          ['yes', 'no'],
          l10n.t('Choose whether the instance uses the private path: yes or no.'),
          told({
            title: 'Private path',
            description:
              'Whether the instance reaches the gateway over ExpressRoute or a VPN and the explicit proxy of Azure Firewall; no when left out.',
            default: 'no',
          }),
        ),
      ),
    },
    { about: told({ title: 'Azure Local instance', description: 'An Azure Local instance.' }) },
  );
