import fc from 'fast-check';
import type { GatewaySite } from '../../../../src/planning/site/site';
import { oneCluster } from '../../../unit/patching/engine/clusterSites';

/** A script with one command for a cluster, and what is special about it. */
export interface ClusterScript {
  readonly text: string;
  readonly site: GatewaySite;
  readonly shapes: readonly string[];
}

export const shapes = {
  bash: ['plain', 'continued', 'array', 'variables', 'function', 'given', 'joined', 'alias', 'update', 'hostile'],
  powershell: ['plain', 'continued', 'list', 'variables', 'cmdlet', 'set', 'splatted', 'given', 'joined', 'hostile'],
} as const;

const certificates = [
  '/etc/ssl/proxy.pem',
  "/etc/it's here/p$(touch x).pem",
  '/etc/a b/`id`.pem',
  '/etc/"q"/é\u2019!.pem',
];

const siteWith = (certificate: string, group: string): GatewaySite => ({
  ...oneCluster,
  gateway: { ...oneCluster.gateway, id: oneCluster.gateway.id.replace('rg-edge', group) },
  network: { ...oneCluster.network, proxyCertificate: certificate },
});

const sites = fc
  .tuple(fc.constantFrom(...certificates), fc.constantFrom('rg-edge', 'rg(edge)_1.x'))
  .map(([certificate, group]) => ({ site: siteWith(certificate, group), isHostile: certificate !== certificates[0] }));

const name = fc.stringMatching(/^[a-z]{2,6}_[a-z]{2,6}$/).map((text) => `v_${text}`);
const old = ["'/old/gateway'", '"http://old.contoso.com:3128"', 'x.pem'] as const;

/** Of the options, as scripts give some of them already. */
const given = (names: readonly string[]) =>
  fc.subarray([...names], { maxLength: 3 }).chain((chosen) =>
    fc.tuple(...chosen.map(() => fc.tuple(fc.constantFrom(...old), fc.boolean()))).map((values) =>
      chosen.map((option, index) => {
        const [value = '', isJoined = false] = values[index] ?? [];
        return { option, value, isJoined };
      }),
    ),
  );

const cliOptions = ['--gateway-resource-id', '--proxy-https', '--proxy-http', '--proxy-skip-range', '--custom-ca-cert'];
const parameters = ['-GatewayResourceId', '-HttpsProxy', '-HttpProxy', '-NoProxy', '-ProxyCert'];

export const bashScripts: fc.Arbitrary<ClusterScript> = fc
  .record({
    site: sites,
    verb: fc.constantFrom('connect', 'update'),
    layout: fc.constantFrom('plain', 'continued', 'array', 'variables', 'function'),
    options: given(cliOptions),
    names: fc.uniqueArray(name, { minLength: 2, maxLength: 2 }),
    tail: fc.constantFrom('', '--tags a=b "c=d e"', "--kube-context 'it s'", '--yes'),
  })
  .map(({ site: { site, isHostile }, verb, layout, options, names: [first = '', second = ''], tail }) => {
    const own = options.map(({ option, value, isJoined }) => `${option}${isJoined ? '=' : ' '}${value}`);
    const [cluster, group] = layout === 'variables' ? [`"$${first}"`, `$${second}`] : ['aks-ham-01', "'rg-servers'"];
    const parts = [`--name ${cluster}`, `-g ${group}`, ...own, ...(tail === '' ? [] : [tail])];
    const words = `connectedk8s ${verb} ${parts.join(layout === 'continued' ? ' \\\n  ' : ' ')}`;
    const text =
      layout === 'array'
        ? `${first}=(${words})\naz "\${${first}[@]}"\n`
        : layout === 'function'
          ? `${first}() { "$@"; }\n${first} az ${words} || exit 3\n`
          : layout === 'variables'
            ? `${first}=aks-ham-01\nexport ${second}="rg-servers"\naz ${words} >/dev/null; az group show -n "$${first}"\n`
            : `az ${words}\n`;
    const found = [
      layout,
      ...(verb === 'update' ? ['update'] : []),
      ...(isHostile ? ['hostile'] : []),
      ...shapesOf(options),
    ];
    return { text, site, shapes: found };
  });

const shapesOf = (options: readonly { readonly option: string; readonly isJoined: boolean }[]): readonly string[] => [
  ...(options.length > 0 ? ['given'] : []),
  ...(options.some(({ isJoined }) => isJoined) ? ['joined'] : []),
  ...(options.some(({ option }) => option === '--custom-ca-cert') ? ['alias'] : []),
];

export const powershellScripts: fc.Arbitrary<ClusterScript> = fc
  .record({
    site: sites,
    layout: fc.constantFrom('plain', 'continued', 'list', 'variables', 'cmdlet', 'set', 'splatted'),
    options: fc.tuple(given(cliOptions), given(parameters)),
    names: fc.uniqueArray(name, { minLength: 2, maxLength: 2 }),
  })
  .map(({ site: { site, isHostile }, layout, options: [cli, own], names: [first = '', second = ''] }) => {
    const isCmdlet = /cmdlet|set|splatted/.test(layout);
    const options = isCmdlet ? own : cli;
    const [cluster, group] = layout === 'variables' ? [`$${first}`, `"$${second}"`] : ['aks-ham-01', "'rg-servers'"];
    const quoted = (value: string): string => (value === 'x.pem' ? "'x.pem'" : value);
    const parts = isCmdlet
      ? [`-ClusterName ${cluster}`, `-ResourceGroupName ${group}`]
      : [`--name ${cluster}`, `-g ${group}`];
    const all = [
      ...parts,
      ...options.map(({ option, value, isJoined }) =>
        isCmdlet ? `${option}${isJoined ? ':' : ' '}${quoted(value)}` : `${option} ${quoted(value)}`,
      ),
    ];
    const listed = [
      "'connectedk8s', 'connect', '-n', 'aks-ham-01'",
      ...options.map(({ option, value }) => `'${option}', ${quoted(value)}`),
    ];
    const entries = options.map(({ option, value }) => `  ${option.slice(1)} = ${quoted(value)}`);
    const texts: Readonly<Record<string, string>> = {
      plain: `az connectedk8s connect ${all.join(' ')}\n`,
      continued: `az connectedk8s update \`\n  ${all.join(' `\n  ')}\n`,
      list: `$${first} = @(${listed.join(', ')})\naz @${first}\n`,
      variables: `$${first} = 'aks-ham-01'\n$${second} = "rg-servers"\naz connectedk8s connect ${all.join(' ')}\naz group show -n $${first}\n`,
      cmdlet: `New-AzConnectedKubernetes ${all.join(' ')} -Confirm:$false\n`,
      set: `Set-AzConnectedKubernetes ${all.join(' ')}\n`,
      splatted: `$${first} = @{\n  ClusterName = 'aks-ham-01'\n${entries.map((each) => `${each}\n`).join('')}}\n$${first}.Tag = 'x'\nNew-AzConnectedKubernetes @${first}\n`,
    };
    const found = [layout, ...(isHostile ? ['hostile'] : []), ...shapesOf(options)];
    return { text: texts[layout] ?? '', site, shapes: found };
  });

const names: Readonly<Record<string, string>> = {
  '--gateway-resource-id': 'gateway',
  '--proxy-https': 'https',
  '--proxy-http': 'http',
  '--proxy-skip-range': 'skip',
  '--proxy-cert': 'certificate',
  '--custom-ca-cert': 'certificate',
  '-GatewayResourceId': 'gateway',
  '-HttpsProxy': 'https',
  '-HttpProxy': 'http',
  '-NoProxy': 'skip',
  '-ProxyCert': 'certificate',
};

/** The options of a call that the site gives, and its other words. */
export function takenApart(words: readonly string[]): {
  readonly given: readonly string[];
  readonly rest: readonly string[];
} {
  const given: string[] = [];
  const rest: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    const [, joined = '', value] = /^(--[\w-]+)=([^]*)$/.exec(word) ?? [];
    const option = names[word.replace(/:$/, '')];
    if (option !== undefined) given.push(`${option} ${words[++index] ?? ''}`);
    else if (names[joined] !== undefined) given.push(`${names[joined] ?? ''} ${value ?? ''}`);
    else rest.push(word);
  }
  // A hashtable has no order.
  return { given: given.toSorted(), rest: rest[0]?.startsWith('New-') ? rest.toSorted() : rest };
}

/** What each command for the cluster has to be given. */
export const needs = ({ gateway, network }: GatewaySite): readonly string[] =>
  [
    `gateway ${gateway.id}`,
    `https ${network.proxyUrl ?? ''}`,
    `http ${network.proxyUrl ?? ''}`,
    'skip kubernetes.default.svc,.svc.cluster.local,.svc,10.96.0.0/12,10.244.0.0/16',
    `certificate ${network.proxyCertificate ?? ''}`,
  ].toSorted();
