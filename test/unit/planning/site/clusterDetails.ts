import fc from 'fast-check';

const seldom = <T>(good: readonly T[], ...bad: readonly unknown[]): fc.Arbitrary<unknown> =>
  fc.oneof({ arbitrary: fc.constantFrom(...good), weight: 40 }, { arbitrary: fc.constantFrom(...bad), weight: 1 });

const ranges = seldom(
  ['10.96.0.0/12', ' 172.20.0.0/16 ', 'FD00:10:96::/112', '10.43.0.0/16, fd00::/108', 'fd00::/108,10.0.0.0/8', ''],
  ...['10.96.0.0', '0.0.0.0/0', '10.96.0.0/7', '10.0.0.0/8,10.1.0.0/16', '::/0', 'a,b', 5],
);

/** Members of a cluster beside its name, most of them valid; an empty text counts as missing. */
export const anyClusterDetails = {
  managedBy: seldom(['self', 'aksArc'], 'azure'),
  distribution: seldom(['k3s', 'generic'], 'K3S', ''),
  serviceRange: ranges,
  podRange: ranges,
  apiServer: seldom(
    ['10.0.0.10', 'https://API.corp.example:6443/', '[fd00::1]:6443', 'api', ''],
    ...['http://10.0.0.10', '10.0.0.10:0', 'a b', '$(x)', 'fd00::1'],
  ),
  agentVersion: seldom(['1.32.7', '1.36.1', ''], '1.32', 'newest'),
  autoUpgrade: seldom(['on', 'off'], true),
  containerRuntime: seldom(['containerd', 'crio'], 'docker'),
  runtimeProxy: seldom(['yes', 'no'], 'unknown'),
  deployment: fc.record(
    {
      shell: seldom(['bash', 'powershell'], 'zsh'),
      context: seldom(
        ['admin@prod', 'arn:aws:eks:eu-1:1:cluster/x', "o'neil $(x) `y`", ''],
        '-x',
        'a"b',
        'a\\',
        'a\nb',
        '\u200b',
      ),
      cliVersion: seldom(['2.80.0', ''], '2.80'),
      extensionVersion: seldom(['1.11.2', ''], '1.11.2b1', '1'),
    },
    { requiredKeys: [] },
  ),
};
