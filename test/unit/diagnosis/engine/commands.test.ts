import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../../src/diagnosis/engine/diagnose';

const ids = (text: string): readonly string[] => diagnose(text).map(({ id }) => id);

describe('what no agent and no cmdlet knows', () => {
  it.each([
    ['Error: unknown flag: --gateway-id', 'agent.gatewayFlag'],
    ['Error: unknown flag: --proxy', 'agent.proxyFlag'],
    ['azcmagent connect -g rg -l westeurope --proxy http://10.1.1.1:8080', 'agent.proxyFlag'],
    ['Error: unknown flag: --use-private-link', 'agent.privateLinkFlag'],
    ['azcmagent check --location westeurope --use-private-link', 'agent.privateLinkFlag'],
    ['Error: unknown flag: --enable-pls-check', 'agent.privateLinkFlag'],
    ['Error: unknown flag: --enable-automatic-upgrade', 'agent.unknownFlag'],
    ["Error: unknown shorthand flag: 'p' in -p", 'agent.unknownFlag'],
    ['Error: unknown command "gateway" for "azcmagent"', 'agent.gatewayCommand'],
    ['azcmagent gateway show', 'agent.gatewayCommand'],
    ['& "C:\\Program Files\\AzureConnectedMachineAgent\\azcmagent.exe" gateway list', 'agent.gatewayCommand'],
    ['sudo azcmagent reconnect', 'agent.gatewayCommand'],
    ['Error: unknown command "status" for "azcmagent"', 'agent.unknownCommand'],
    ['azcmagent config set connection.gateway-resource-id /subscriptions/x', 'agent.gatewaySetting'],
    ['azcmagent config set gateway.url https://x.gw.arc.azure.com', 'agent.gatewaySetting'],
    ['unknown configuration property', 'agent.unknownSetting'],
    [
      'azcmagent config set connection.gateway-resource-id /subscriptions/x\nunknown configuration property',
      'agent.gatewaySetting',
    ],
    [
      "Invoke-AzStackHciArcInitialization : A positional parameter cannot be found that accepts argument '--proxy'.",
      'local.twoHyphens',
    ],
    [
      "Invoke-AzStackHciArcInitialization : A parameter cannot be found that matches parameter name 'ProxyServer'.",
      'local.parameterName',
    ],
    ["'arcgateway' is misspelled or not recognized by the system.", 'cli.noExtension'],
    ["az: 'connectedk8s' is not in the 'az' command group. See 'az --help'.", 'cli.noExtension'],
    ["'gateway' is misspelled or not recognized by the system.", 'cli.oldSettings'],
    ["No matching extensions for 'arcgateway'. Use --debug for more information.", 'cli.extensionIndex'],
    ['az arcgateway update --name gw --allowed-features *', 'cli.noUpdate'],
    [
      "New-AzArcGateway : The term 'New-AzArcGateway' is not recognized as the name of a cmdlet",
      'powershell.arcGateway',
    ],
    [
      "Update-AzArcSetting: The term 'Update-AzArcSetting' is not recognized as a name of a cmdlet",
      'powershell.arcGateway',
    ],
    [
      "The 'Connect-AzConnectedMachine' command was found in the module 'Az.ConnectedMachine', but the module could not be loaded.",
      'powershell.connectedMachine',
    ],
    [
      '    + CategoryInfo          : ObjectNotFound: (New-AzConnectedKubernetes:String) [], CommandNotFoundException',
      'powershell.connectedKubernetes',
    ],
    [
      'Invoke-AzStackHciArcInitialization : Die Benennung "Invoke-AzStackHciArcInitialization" wurde nicht erkannt.\n    + CategoryInfo : ObjectNotFound: (Invoke-AzStackHciArcInitialization:String) [], CommandNotFoundException',
      'powershell.azureLocal',
    ],
    ["Connect-AzAccount: The term 'Connect-AzAccount' is not recognized", 'powershell.accounts'],
  ])('%s', (text, id) => {
    expect(ids(text)).toEqual([id]);
  });

  it.each([
    '-BaseResourceType "machine"',
    "-BaseResourceType 'machine' -BaseResourceName srv",
    '-BaseResourceType  machine  -BaseResourceName srv',
    '-BaseResourceType:machine',
    '–BaseResourceType “machine”',
    'BaseResourceType = "machine"',
    '--base-resource-type machine',
    '--base-resource-type  machine',
    '--base-resource-type=machine',
    "--base-resource-type='machine'",
    '--base-resource-type "machine" \\',
    '—base-resource-type machine',
    '{\\"baseResourceType\\": \\"machine\\"}',
  ])('knows the resource type in %j', (words) => {
    expect(ids(`Update ${words}`)).toEqual(['cli.baseResourceType']);
    expect(ids(`Update ${words.replace(/machine/, 'machines')}`)).toEqual([]);
  });

  it.each([
    'azcmagent config set proxy.url http://10.1.1.1:8080',
    'azcmagent config set connection.type gateway',
    'azcmagent config get connection.type',
    'azcmagent connect -g rg -l westeurope --gateway-id /subscriptions/x',
    './install_linux_azcmagent.sh --proxy http://10.1.1.1:8080',
    'azcmagent check --enable-pls-check',
    'azcmagent show',
    'az arcgateway settings update --base-resource-type machines --gateway-resource-id ""',
    'az connectedk8s connect --name c --proxy-https http://10.1.1.1:8080 --proxy-http http://10.1.1.1:8080',
    'Invoke-AzStackHciArcInitialization -Proxy http://10.1.1.1:8080 -ArcGatewayID $id',
    'Install-Module Az.ArcGateway',
  ])('%s is right', (text) => {
    expect(ids(text)).toEqual([]);
  });
});

describe('private link', () => {
  it.each([
    [
      'level=fatal msg="Private Link Scope resource ID must be provided as endpoint gbl.his.arc.azure.com is configured private"',
      ['privateLink.scopeMissing'],
    ],
    [
      'Exit Code: AZCM0026\nlevel=fatal msg="Private Link Scope resource ID must be provided as endpoint x is configured private"',
      ['privateLink.scopeMissing', 'AZCM0026'],
    ],
    ['Public network access is disabled on the private link scope', ['privateLink.publicClosed']],
  ])('%s', (text, expected) => {
    expect(ids(text)).toEqual(expected);
  });
});

describe('a code by itself', () => {
  it.each([
    ['AZCM0026', 'AZCM0026'],
    ['azcm26', 'AZCM0026'],
    [' AZCM-26. ', 'AZCM0026'],
    ['26', 'exit.26'],
    ['exit code 26', 'exit.26'],
    ['AZK8S0301', 'AZK8S0301'],
    ['AADSTS700016', 'AADSTS700016'],
    ['700016', 'AADSTS700016'],
    ['407', 'http.407'],
    ['HTTP 403', 'http.403'],
    ['HTTP/1.1 503', 'http.503'],
    ['403 Forbidden', 'http.403'],
    ['HTTP/1.1 429 Too Many Requests', 'http.429'],
    ['407 Proxy Authentication Required', 'proxy.authentication'],
    ['0x80092013', 'tls.revocation'],
    ['0X80092013', 'tls.revocation'],
    ['80092013', 'tls.revocation'],
    ['-2146885613', 'tls.revocation'],
    ['2148081683', 'tls.revocation'],
    ['12007', 'network.name'],
    ['12002', 'network.timeout'],
    ['12029', 'network.refused'],
    ['12057', 'tls.revocation'],
    ['12175', 'tls.inspection'],
    ['10061', 'network.refused'],
    ['0x80072ee7', 'network.name'],
  ])('%j', (text, id) => {
    expect(ids(text)).toEqual([id]);
    const [{ location } = { location: { start: 0, end: 0 } }] = diagnose(text);
    expect(text.slice(location.start, location.end)).toMatch(/\w/);
  });

  it.each(['0', '256', '299', '2026', '3.14', '10.1.1.1', 'x26', '404040'])('%j is none', (text) => {
    expect(ids(text)).toEqual([]);
  });

  it('says of 403 whose answer it may be', () => {
    expect(diagnose('403')[0]?.meanings).toHaveLength(2);
  });

  it('says the codes of Microsoft Entra for a script, not for this extension', () => {
    const [found] = diagnose(
      'level=debug msg="Failed to acquire token" Error="AADSTS700016: Application with identifier \'x\' was not found"',
    );
    expect(found?.meanings[0]?.cause).toContain('that the script was given');
    expect(found?.meanings[0]?.fix).not.toContain('store');
  });
});
