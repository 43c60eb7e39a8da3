import * as l10n from '@vscode/l10n';
import { listOf } from '../../kernel/text/phrases';
import { formatApiServer, parseApiServer } from '../../kernel/apiServer';
import { parseClusterRanges } from './clusterRanges';
import { told } from './told';
import * as v from 'valibot';
import { distributionTitles } from '../../kernel/knowledge/distributions';
import limits from '../../kernel/knowledge/data/nameLimits.json';
import type { AgentCloud } from '../../kernel/knowledge/clouds';
import { ownPlace } from './azure';
import { choice, optional, required, shaped, text, wordsOf } from './fields';
import { wordList } from './lists';
import type { About } from './schema';
import { section } from './section';
import { apiServerShape, clusterRangeShape } from './shapes';

const longest = limits.cluster.characters;

/** Uses of a connected cluster, with titles. */
const features = {
  clusterConnect: 'Cluster connect',
  customLocations: 'Custom locations',
  azureRbac: 'Azure RBAC',
  containerInsights: 'Container insights',
  keyVault: 'Key Vault secrets provider',
  defender: 'Microsoft Defender for Containers',
  gitOps: 'GitOps',
  dataServices: 'Azure Arc data services',
  iotOperations: 'Azure IoT Operations',
  policy: 'Azure Policy',
} as const;

export type ClusterFeature = keyof typeof features;
export const clusterFeatures = wordsOf<ClusterFeature>(features);

const range = (about: About) =>
  optional(
    text(
      {
        shape: clusterRangeShape,
        check: (typed) => {
          const ranges = parseClusterRanges(typed);
          return ranges.ok ? undefined : ranges.error;
        },
        normalize: (typed) => typed.toLowerCase().replace(/\s+/g, ''),
      },
      told({
        ...about,
        patternErrorMessage: 'Write an address and a prefix length; a second range, of IPv6, follows a comma.',
      }),
    ),
  );

const version = (problem: string, about: About) =>
  optional(text(shaped(/^\d{1,3}(\.\d{1,5}){2,3}$/, problem), told({ ...about, patternErrorMessage: problem })));

// Windows PowerShell 5.1 hands neither a quote nor a last backslash on to a program as it is.
const contextName = /^(?!-)[^"\p{C}\p{Zl}\p{Zp}]{0,252}[^"\\\p{C}\p{Zl}\p{Zp}]$/u;

/** The computer from which the cluster is connected. */
const deployment = section(
  {
    /** Language of the scripts; absent: both. */
    shell: v.exactOptional(
      choice(
        { bash: 'bash with the Azure CLI.', powershell: 'PowerShell with Az PowerShell.' },
        l10n.t('Choose the shell of the deployment machine: bash or powershell.'),
        told({ title: 'Shell', description: 'Language of the scripts; both when left out.' }),
      ),
    ),
    /** kubectl context; absent: the current one. */
    context: optional(
      text(
        shaped(
          contextName,
          l10n.t`Write the context’s name on one line, as ${'kubectl config get-contexts'} shows it. It can’t begin with a hyphen, end with a backslash, or contain a double quote.`,
        ),
        told({
          title: 'kubectl context',
          description: 'Name of the kubectl context; the current context when left out.',
          patternErrorMessage: 'Write the name on one line; it cannot begin with a hyphen.',
        }),
      ),
    ),
    cliVersion: version(
      l10n.t('Write the version of the Azure CLI as az version shows it: three numbers with periods.'),
      { title: 'Azure CLI', description: 'Version of the Azure CLI on the deployment machine.' },
    ),
    extensionVersion: version(
      l10n.t('Write the version of the connectedk8s extension as az version shows it: three numbers with periods.'),
      { title: 'connectedk8s extension', description: 'Version of the Azure CLI extension connectedk8s.' },
    ),
  },
  {
    about: told({
      title: 'Deployment machine',
      description:
        'The computer from which the cluster is connected. It reaches Azure by itself, not through the gateway.',
    }),
  },
);

export const cluster = (cloud: AgentCloud) =>
  section(
    {
      name: required(
        l10n.t('Name the cluster’s resource in Azure.'),
        text(
          shaped(
            /^[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?$/i,
            l10n.t`A cluster’s name in Azure has at most ${longest} letters, digits, hyphens and underscores, and begins and ends with a letter or digit.`,
          ),
          told({
            title: 'Name',
            description: 'Name of the cluster’s resource in Azure.',
            patternErrorMessage: `Write at most ${longest} letters, digits, hyphens and underscores.`,
          }),
        ),
      ),
      /** Already in Azure Arc? */
      state: v.exactOptional(
        choice(
          ['new', 'connected'],
          l10n.t('Choose whether the cluster is new or already connected: new or connected.'),
          told({
            title: 'State',
            description: 'Whether the cluster is in Azure Arc already; new when left out.',
            default: 'new',
          }),
        ),
      ),
      /** Overrides the site’s. */
      connection: v.exactOptional(
        choice(
          ['direct'],
          l10n.t('Write direct, or remove this: the cluster then connects as the site does.'),
          told({
            title: 'Connection',
            description: 'How its agents reach Azure Arc where that differs from the site.',
          }),
        ),
      ),
      /** Who changes it in Azure; absent: `self`. */
      managedBy: v.exactOptional(
        choice(
          {
            self: 'A cluster that you connect to Azure Arc.',
            aksArc: 'AKS enabled by Azure Arc: a provisioned cluster, which az aksarc changes.',
          },
          l10n.t('Choose who manages the cluster: self, or aksArc for AKS enabled by Azure Arc.'),
          told({
            title: 'Managed by',
            description: 'Whether it is a provisioned cluster of AKS enabled by Azure Arc; self when left out.',
            default: 'self',
          }),
        ),
      ),
      azure: v.exactOptional(ownPlace(cloud)),
      /** Absent: the Azure CLI detects it. */
      distribution: v.exactOptional(
        choice(
          distributionTitles,
          l10n.t`Choose the distribution: ${listOf(Object.keys(distributionTitles))}. Leave it out to have it detected.`,
          told({ title: 'Distribution', description: 'Kubernetes distribution; detected when left out.' }),
        ),
      ),
      /** Reached without the proxy from within. Absent: unknown. One range, or two of different families. */
      serviceRange: range({
        title: 'Service range',
        description:
          'Addresses of the cluster’s services, from kubectl get servicecidrs or the API server’s --service-cluster-ip-range.',
      }),
      /** Absent: unknown. */
      podRange: range({ title: 'Pod range', description: 'Addresses of the cluster’s pods.' }),
      /** Host, with a port or without; for NO_PROXY of the deployment machine. */
      apiServer: optional(
        text(
          {
            shape: apiServerShape,
            check: (typed) =>
              parseApiServer(typed)
                ? undefined
                : l10n.t(
                    'Write the API server’s name or IP address, with its port if you like. kubectl cluster-info shows it.',
                  ),
            normalize: (typed) => {
              const server = parseApiServer(typed);
              return server ? formatApiServer(server) : typed;
            },
          },
          told({
            title: 'API server',
            description:
              'Name or address of the cluster’s API server; the deployment machine reaches it without the proxy.',
            patternErrorMessage: 'Write a name or an address, with a port if you like.',
          }),
        ),
      ),
      /** `1.32.7` */
      agentVersion: version(
        l10n.t('Write the version of the cluster’s agents as az connectedk8s show does: three numbers with periods.'),
        { title: 'Agent version', description: 'Version of the Azure Arc agents on the cluster.' },
      ),
      autoUpgrade: v.exactOptional(
        choice(
          ['on', 'off'],
          l10n.t('Choose whether the agents upgrade automatically: on or off.'),
          told({
            title: 'Automatic upgrade',
            description: 'Whether the agents upgrade automatically; on when left out.',
            default: 'on',
          }),
        ),
      ),
      /** Absent: unknown. */
      containerRuntime: v.exactOptional(
        choice(
          { containerd: 'containerd', crio: 'CRI-O' },
          l10n.t('Choose the container runtime of the nodes: containerd or crio.'),
          told({
            title: 'Container runtime',
            description: 'The container runtime of the nodes, which pulls images with a proxy of its own.',
          }),
        ),
      ),
      /** Absent: unknown. */
      runtimeProxy: v.exactOptional(
        choice(
          ['yes', 'no'],
          l10n.t('Choose whether the container runtime has the proxy: yes or no.'),
          told({
            title: 'Proxy of the runtime',
            description: 'Whether the container runtime on the nodes has the proxy set.',
          }),
        ),
      ),
      deployment: v.exactOptional(deployment),
      features: v.exactOptional(
        wordList(features, {
          wrong: l10n.t`Choose from these features: ${listOf(clusterFeatures)}.`,
          repeated: l10n.t('Name each of them once.'),
          about: told({
            title: 'Features',
            description: 'What is done with the cluster beyond connecting it; each may need hosts of its own.',
          }),
        }),
      ),
    },
    { about: told({ title: 'Cluster', description: 'A Kubernetes cluster.' }) },
  );
