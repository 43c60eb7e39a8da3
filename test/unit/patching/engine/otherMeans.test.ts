import { describe, expect, it } from 'vitest';
import { noteText, refusalText } from '../../../../src/patching/engine';
import { patchScript } from '../../../support/patchScript';
import { proxied } from './sites';

const { id } = proxied.gateway;
const patch = (text: string, name: string) => patchScript(text, proxied, name);
const connect = 'azcmagent connect -g rg -l westeurope\n';

/** What is said of each line. */
function said(text: string, name: string): readonly string[] {
  const outcome = patch(text, name);
  const all = outcome.ok ? outcome.value.notes : outcome.error;
  return all.map(({ line, code }) => `${outcome.ok ? 'note' : 'refused'} ${line} ${code}`);
}

describe('what connects in another way', () => {
  it.each([
    [
      'Connect-AzAccount\nConnect-AzConnectedMachine -ResourceGroupName rg -Location we\n',
      'x.ps1',
      'refused 2 connect.cmdlet',
    ],
    ['$p = @{ Name = "x" }\nAz.ConnectedMachine\\Connect-AzConnectedMachine @p\n', 'x.ps1', 'refused 2 connect.cmdlet'],
    ['foreach ($n in $names) { connect-azconnectedmachine -Name $n }\n', 'x.ps1', 'refused 1 connect.cmdlet'],
    [
      'Configuration C {\n  Node web1 {\n    AzureConnectedMachineAgentDsc Arc { TenantId = "x" }\n  }\n}\n',
      'x.ps1',
      'refused 3 connect.cmdlet',
    ],
    ['Invoke-AzStackHciArcInitialization -Region we -Cloud AzureCloud\n', 'x.ps1', 'refused 1 connect.azureLocal'],
    [`${connect}Connect-AzConnectedMachine -Name web2\n`, 'x.ps1', 'note 2 connect.cmdlet'],
    ['azcmagent config set connection.gateway-resource-id /x\n', 'x.sh', 'refused 1 setting.noGateway'],
    ['sudo azcmagent config set gateway.id x\n', 'x.sh', 'refused 1 setting.noGateway'],
    [`& azcmagent.exe config set connection.gateway-resource-id x\n${connect}`, 'x.ps1', 'note 1 setting.noGateway'],
    [`arc() { azcmagent "$@"; }\narc config set connection.gateway x\n${connect}`, 'x.sh', 'note 2 setting.noGateway'],
  ])('is named with its line: %j in %s', (text, name, expected) => {
    expect(said(text, name)).toEqual([expected]);
  });

  it.each([
    ['# Connect-AzConnectedMachine\n', 'x.ps1'],
    ['Invoke-AzStackHciArcInitialization -Region we -ArcGatewayID x\n', 'x.ps1'],
    ['azcmagent config set incomingconnections.enabled false\n', 'x.sh'],
  ])('is not seen in %j', (text, name) => {
    expect(said(text, name)).toEqual(['refused 1 script.notOnboarding']);
  });

  it('is told what to do', () => {
    const outcome = patch('Connect-AzConnectedMachine -Name x\n', 'x.ps1');
    const [refusal] = outcome.ok ? [] : outcome.error;
    expect(refusal && refusalText(refusal)).toContain(id);
  });
});

describe('a script that takes the gateway itself', () => {
  it.each([
    [
      'param($GatewayId)\n$w = @("connect", "-g", "rg")\nif ($GatewayId) { $w += "--gateway-id", $GatewayId }\nazcmagent @w\n',
      'x.ps1',
      '-GatewayId',
    ],
    [
      'param([string]$Gw)\n$w = @("connect")\nif ($Gw) {\n  $w += "--gateway-id"\n  $w += $Gw\n}\nazcmagent @w\n',
      'x.ps1',
      '-Gw',
    ],
    [
      'w=(connect -g rg)\nif [ -n "$GATEWAY" ]; then w+=(--gateway-id "$GATEWAY"); fi\nazcmagent "${w[@]}"\n',
      'x.sh',
      '$GATEWAY',
    ],
    ['w=(connect -g rg)\n[ -z "$GW" ] || w+=(--gateway-id "$GW")\nazcmagent "${w[@]}"\n', 'x.sh', '$GW'],
  ])('says by which option: %j', (text, name, option) => {
    expect(patch(text, name)).toMatchObject({
      ok: false,
      error: [{ code: 'gateway.ownOption', name: option, gatewayId: id }],
    });
  });
});

describe('a proxy from outside', () => {
  it.each([
    [
      'param($Proxy)\nInvoke-WebRequest https://aka.ms/azcmagent-windows -OutFile i.ps1 -Proxy $Proxy\n& ./i.ps1 -proxy $Proxy\n',
      'x.ps1',
      '$Proxy',
    ],
    [
      'param([string]$P = "http://old:1")\nirm https://gbl.his.arc.azure.com/azcmagent-windows -OutFile i.ps1 -Proxy "$P"\n& ./i.ps1\n',
      'x.ps1',
      '$P',
    ],
    [
      'iwr https://aka.ms/azcmagent-windows -OutFile i.ps1 -Proxy $env:HTTPS_PROXY\n& ./i.ps1\n',
      'x.ps1',
      '$env:HTTPS_PROXY',
    ],
    ['curl -x "$https_proxy" https://aka.ms/azcmagent -o i.sh\nbash i.sh\n', 'x.sh', '$https_proxy'],
    ['P="$1"\ncurl --proxy "$P" https://aka.ms/azcmagent -o i.sh\nbash i.sh --proxy "$P"\n', 'x.sh', '$P'],
    [
      'wget -e https_proxy="http://$HOST:3128" https://aka.ms/azcmagent -O i.sh\nbash i.sh\n',
      'x.sh',
      'http://$HOST:3128',
    ],
    ['azcmagent config set proxy.url "$PROXY"\n', 'x.sh', '$PROXY'],
  ])('stays, and is named: %j', (text, name, source) => {
    const outcome = patch(text + connect, name);
    expect(outcome).toMatchObject({ ok: true });
    const notes = outcome.ok ? outcome.value.notes.filter(({ code }) => code === 'proxy.fromOutside') : [];
    expect(notes.length).toBeGreaterThan(0);
    for (const note of notes) expect(note).toMatchObject({ source, proxyUrl: proxied.network.proxyUrl });
    expect(outcome.ok && outcome.value.text).toContain('--gateway-id');
  });

  it('is refused if the script decides between several', () => {
    const text = 'P=http://a:1\n[ -n "$X" ] && P=http://b:1\ncurl -x "$P" https://aka.ms/azcmagent -o i.sh\n';
    expect(patch(text + connect, 'x.sh')).toMatchObject({ ok: false, error: [{ code: 'proxy.notFixed', line: 3 }] });
  });
});

describe('a value to be filled in', () => {
  it.each(['<your-cloud>', '[cloud]', 'YOUR_CLOUD', 'TBD', 'changeme', '{{ cloud }}'])(
    'is no other cloud: %s',
    (cloud) => {
      expect(patch(`azcmagent connect -l we --cloud "${cloud}"\n`, 'x.sh')).toMatchObject({ ok: true });
    },
  );

  it('is another cloud otherwise', () => {
    expect(said('azcmagent connect -l we --cloud AzureUSGovernment\n', 'x.sh')).toEqual([
      'refused 1 connect.otherCloud',
    ]);
  });

  it.each([
    'Secret',
    'TBD',
    'password',
    'my-secret',
    'client secret here',
    'changeme',
    '***',
    '%SECRET%',
    'N/A',
    'insert secret',
  ])('is no secret: %s', (secret) => {
    expect(said(`azcmagent connect -l we --service-principal-secret "${secret}"\n`, 'x.sh')).toEqual([]);
  });

  it.each(['Secret123!', 'TBDx8Q~k', 'password-of-1987', 'hunter2', 'none.of.your.8Q~'])(
    'is a secret: %s',
    (secret) => {
      expect(said(`azcmagent connect -l we --service-principal-secret "${secret}"\n`, 'x.sh')).toEqual([
        'note 1 secret.literal',
      ]);
    },
  );
});

describe('commands of az', () => {
  it.each([
    ['run_az() { az "$@"; }\nrun_az connectedmachine gateway list\n', 'x.sh', 'run_az arcgateway list'],
    [
      'cli() { sudo az "$@"; }\ncli connectedmachine setting update --base-resource-type machine\n',
      'x.sh',
      'cli arcgateway settings update --base-resource-type machines',
    ],
    [
      'function Invoke-Az { az @args }\nInvoke-Az connectedmachine gateway delete -n g\n',
      'x.ps1',
      'Invoke-Az arcgateway delete -n g',
    ],
    [
      'function a { az.exe @args }\na connectedmachine settings update --base-resource-type machine\n',
      'x.ps1',
      'a arcgateway settings update --base-resource-type machines',
    ],
  ])('are seen through a function: %j', (text, name, expected) => {
    const outcome = patch(text, name);
    expect(outcome.ok && outcome.value.text).toContain(expected);
  });

  it.each(['--gateway-name gw-1', '-n gw-1', '--name gw-1'])('have no update of a gateway: %s', (option) => {
    const text = `az connectedmachine gateway update -g rg ${option} --allowed-features '*'\n`;
    const outcome = patch(text, 'x.sh');
    expect(outcome).toMatchObject({ ok: true, value: { text, notes: [{ code: 'az.gatewayUpdate', name: 'gw-1' }] } });
    const [note] = outcome.ok ? outcome.value.notes : [];
    expect(note && noteText(note)).toMatch(/az rest --method patch .*gateways\/gw-1\?api-version=\d{4}-\d{2}-\d{2}/);
  });
});
