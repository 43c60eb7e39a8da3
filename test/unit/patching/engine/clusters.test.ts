import { describe, expect, it } from 'vitest';
import { detectLanguage } from '../../../../src/patching/engine/detectLanguage';
import type { Site } from '../../../../src/planning/site';
import { plan } from '../../../../src/planning/makePlan';
import { powershellParser, syntaxErrors } from '../../../support/grammars';
import { useGoldens } from '../../../support/golden';
import { patchScript } from '../../../support/patchScript';
import { clusterCases } from './clusterCases';
import { oneCluster, severalClusters } from './clusterSites';
import { undone } from './invariants';
import { reportOf, sentencesOf } from './report';
import { proxied } from './sites';

const expectGolden = useGoldens('patchClusters');
const outcomeOf = ({ text, site, file, name }: (typeof clusterCases)[number]) =>
  patchScript(text, name === 'no-cluster-in-site' ? proxied : site, file);

describe('scripts with commands for clusters', () => {
  it.each(clusterCases)('$name', (each) => {
    expectGolden(`${each.name}.txt`, reportOf(outcomeOf(each)));
  });

  it('what is said of them is as reviewed, each sentence once', () => {
    expectGolden('sentences.txt', sentencesOf(new Map(clusterCases.map((each) => [each.name, outcomeOf(each)]))));
  });

  it('are patched once, and nothing but the edits changes', async () => {
    const parse = await powershellParser();
    const patched = clusterCases.flatMap((each) => {
      const outcome = outcomeOf(each);
      return outcome.ok ? [{ ...each, patched: outcome.value }] : [];
    });
    expect(patched.length).toBeGreaterThanOrEqual(22);
    for (const { name, site, file, text, patched: result } of patched) {
      const again = patchScript(result.text, site, file);
      expect([name, again]).toMatchObject([name, { ok: true, value: { text: result.text, edits: [] } }]);
      expect([name, undone(result, text)]).toEqual([name, text]);
      if (file.endsWith('.ps1')) expect([name, syntaxErrors(parse(result.text))]).toEqual([name, []]);
    }
  });
});

it.each([
  ['$name = "c"\naz connectedk8s connect `\n  -n $name\n', 'powershell'],
  ['az connectedk8s connect `\n  -n c `\n  -g rg\n', 'powershell'],
  ['az connectedk8s connect `\r\n  -n c\r\n', 'powershell'],
  ['New-AzConnectedKubernetes -ClusterName c\n', 'powershell'],
  ['az connectedk8s connect \\\n  -n c\n', 'bash'],
  ['name=c\nid=`az account show`\naz connectedk8s connect -n "$name"\n', 'bash'],
  ['az connectedk8s connect -n $name `# optional` \\\n  -g rg\n', 'bash'],
])('the language of a pasted text is told: %j', (text, expected) => {
  expect(detectLanguage(text)).toBe(expected);
});

describe('a cluster that the script doesn’t tell', () => {
  const script = 'az connectedk8s connect -n "$1" -g rg-servers\n';

  it('is asked for among those that the command can change', () => {
    expect(patchScript(script, severalClusters, 'x.sh')).toMatchObject({
      ok: false,
      error: [
        {
          code: 'cluster.which',
          choices: [
            { index: 0, name: 'aks-ham-01', resourceGroup: 'rg-servers' },
            { index: 1, name: 'k3s-bre-02', resourceGroup: 'rg-servers' },
          ],
        },
      ],
    });
  });

  it('is the one that was chosen', () => {
    const outcome = patchScript(script, severalClusters, 'x.sh', 1);
    expect(outcome.ok && outcome.value.text).toContain('10.43.0.0/16');
    expect(outcome.ok && outcome.value.text).not.toContain('10.96.0.0/12');
  });
});

it('a cluster that can’t be connected as described is named with the reason', () => {
  const { clusters = [] } = oneCluster.targets;
  const site: Site = { ...oneCluster, targets: { clusters: clusters.map(({ name }) => ({ name })) } };
  expect(patchScript('az connectedk8s connect -n aks-ham-01\n', site, 'x.sh')).toMatchObject({
    ok: false,
    error: [{ code: 'site.unusable', finding: 'cluster.serviceRangeMissing' }],
  });
});

it('a file of a kind that is not patched gets the text to add for each command', () => {
  const text =
    'steps:\n- script: az connectedk8s connect -n c -g rg\n- pwsh: New-AzConnectedKubernetes -ClusterName c\n';
  const gatewayId = oneCluster.gateway.id;
  expect(patchScript(text, oneCluster, 'azure-pipelines.yml')).toEqual({
    ok: false,
    error: [
      { line: 2, code: 'connect.otherFormat', option: '--gateway-resource-id', gatewayId },
      { line: 3, code: 'connect.otherFormat', option: '-GatewayResourceId', gatewayId },
    ],
  });
});

it('a certificate that az.cmd would not get is refused', () => {
  const site: Site = { ...oneCluster, network: { ...oneCluster.network, proxyCertificate: 'C:\\R&D\\proxy.pem' } };
  const script = 'az connectedk8s connect -n aks-ham-01\n';
  expect(patchScript(script, site, 'x.ps1')).toMatchObject({ ok: false, error: [{ code: 'cluster.cmdCharacters' }] });
  expect(patchScript(script, site, 'x.sh')).toMatchObject({ ok: true });
});

it('the scripts of a site’s clusters are left to the site', () => {
  const { scripts } = plan(oneCluster);
  expect(scripts.length).toBeGreaterThan(5);
  const connecting = scripts.filter(({ fileName }) => /^(?:connect|detach|leave-arc)-/.test(fileName));
  expect(connecting.length).toBe(6);
  for (const { text, fileName } of connecting)
    expect(patchScript(text, severalClusters, fileName)).toMatchObject({
      ok: false,
      error: [{ code: 'script.generated' }],
    });
});

it('a script for machines says that the clusters are left where the site has none', () => {
  const outcome = patchScript('azcmagent connect -g rg -l we\naz connectedk8s connect -n x -g rg\n', proxied, 'x.sh');
  expect(outcome).toMatchObject({ ok: true, value: { notes: [{ code: 'cluster.noneInSite', line: 2 }] } });
});
