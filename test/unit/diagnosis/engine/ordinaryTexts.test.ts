import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../../src/diagnosis/engine/diagnose';

const guid = '11111111-2222-3333-4444-555555555555';
const machine = `/subscriptions/${guid}/resourceGroups/rg-web/providers/Microsoft.HybridCompute/machines/web-01`;

const show = (services: string): string => `
Resource Name                           : web-01
Resource Id                             : ${machine}
Agent Version                           : 1.66.03500.100
Agent Logfile                           : /var/opt/azcmagent/log/himds.log
Agent Status                            : Connected
Agent Last Heartbeat                    : 2026-11-19T23:34:03Z
Agent Error Code                        :
Agent Error Details                     :
Using HTTPS Proxy                       : http://localhost:40343
Proxy Bypass List                       :
Upstream Proxy                          : http://proxy.corp.example:8080
Gateway URL                             : https://abc123.gw.arc.azure.com
Dependent Service Status
${services}
Portal Page                             : https://portal.azure.com/#@${guid}/resource${machine}/overview
Disabled Features                       :
Agent Auto Upgrade Task Status          : enabled, id: /etc/cron.d/azcmagent_autoupgrade
`;

/** Texts that people paste although nothing is wrong in them. */
const texts: Readonly<Record<string, string>> = {
  'show on Linux': show(`  Agent Service (himdsd)                : active
  Azure Arc Proxy (arcproxyd)           : active
  Extension Service (extd)              : active
  GC Service (gcad)                     : active`),
  'show on Windows': show(`  Agent Service (himds)                 : running
  Azure Arc Proxy (arcproxy)            : running
  Extension Service (extensionservice)  : running
  GC Service (gcarcservice)             : running
  SMS Agent Host (CcmExec)              : unknown`),
  'the onboarding of a server on Windows': `VERBOSE: Installing Azure Connected Machine Agent
VERBOSE: .NET Framework version: 4.8.9032
VERBOSE: Checking if this is an Azure virtual machine
VERBOSE: Error Unable to connect to the remote server checking if we are in Azure
VERBOSE: Downloading agent package from https://gbl.his.arc.azure.com/azcmagent/latest/AzureConnectedMachineAgent.msi to C:\\WINDOWS\\temp\\new\\AzureConnectedMachineAgent.msi
VERBOSE: Installing agent package
Installation of azcmagent completed successfully
INFO    Connecting machine to Azure... This might take a few minutes.
INFO    Cloud: AzureCloud
INFO    Testing connectivity to endpoints that are needed to connect to Azure... This might take a few minutes.
INFO    connection.type is set to 'gateway'
  20% [==>            ]
 100% [===============]
INFO    Connected machine to Azure
INFO    Exit Code: 0`,
  'the install on Linux': `Setting up azcmagent (1.66.03500.100) ...
Enabling arcproxyd
Checked arc proxy enabled: 0
Arc GC service is not running.
Created symlink /etc/systemd/system/multi-user.target.wants/himdsd.service
Latest version of azcmagent is installed.`,
  'a check where all is reachable': `INFO    Testing connectivity to endpoints that are needed to connect to Azure... This might take a few minutes.
 ENDPOINT                                             |REACHABLE |PRIVATE |TLS     |PROXY
 https://agentserviceapi.guestconfiguration.azure.com |true      |false   |TLS 1.3 |set
 https://gbl.his.arc.azure.com                        |true      |false   |TLS 1.3 |set
 https://login.microsoftonline.com                    |true      |false   |TLS 1.3 |set
 https://westeurope.login.microsoft.com               |true      |false   |TLS 1.3 |set`,
  'a log of the agent': `time="2026-11-30T10:04:14Z" level=debug msg="Checking connectivity to https://management.azure.com, proxy status: proxy is not used"
time="2026-11-30T10:04:14Z" level=debug msg="https://management.azure.com is available, using cryptographic protocol: TLS 1.2"
time="2026-11-30T10:04:15Z" level=info msg="Heartbeat sent" status=200
time="2026-11-30T10:04:16Z" level=info msg="Certificate renewed" expires="2027-02-28"`,
  'a log of the Arc proxy': `2026/11/30 10:00:00 CONNECT gbl.his.arc.azure.com:443 via abc123.gw.arc.azure.com 200 OK
2026/11/30 10:00:01 CONNECT guestnotificationservice.azure.com:443 direct 200 OK
2026/11/30 10:00:02 listening on localhost:40343`,
  'the settings of the agent': `Local Configuration Settings
  incomingconnections.enabled (preview)                 : true
  incomingconnections.ports (preview)                   : []
  connection.type                                       : gateway
  proxy.url                                             : http://proxy.corp.example:8080
  proxy.bypass                                          : []
  extensions.allowlist                                  : []
  config.mode                                           : full`,
  'versions of the Azure CLI': `{
  "azure-cli": "2.66.0",
  "azure-cli-core": "2.66.0",
  "extensions": {
    "arcgateway": "1.0.0b1",
    "connectedk8s": "1.11.2",
    "connectedmachine": "1.1.0"
  }
}`,
  'a gateway in JSON': `{
  "allowedFeatures": ["*"],
  "gatewayEndpoint": "abc123.gw.arc.azure.com",
  "gatewayId": "${guid}",
  "gatewayType": "Public",
  "id": "/subscriptions/${guid}/resourceGroups/rg/providers/Microsoft.HybridCompute/gateways/gw",
  "provisioningState": "Succeeded",
  "type": "Microsoft.HybridCompute/gateways"
}`,
  'a cluster in JSON':
    '{"connectivityStatus": "Connected", "provisioningState": "Succeeded", "gateway": {"enabled": true}}',
  'the connect of a cluster': `This operation might take a while...
Step: 2026-11-30T10-00-00Z: Validating custom access token
The required pre-checks for onboarding have succeeded.
Azure resource provisioning has begun.
Azure resource provisioning has finished.
Starting to install Azure arc agents on the Kubernetes cluster.`,
  'kubectl get pods -A': `NAMESPACE     NAME                                        READY   STATUS      RESTARTS      AGE
azure-arc     cluster-metadata-operator-74747b975-9phtz   2/2     Running     0             3d19h
azure-arc     kube-aad-proxy-84d668c44b-j457m             2/2     Running     1 (3d ago)    3d19h
azure-arc     cluster-diagnostic-checks-job-abcde         0/1     Completed   0             3d19h
shop          cart-0                                      0/1     CrashLoopBackOff   12 (2m ago)   3d19h
shop          web-0                                       0/1     ImagePullBackOff   0             3d19h`,
  'kubectl get nodes': `NAME     STATUS   ROLES           AGE   VERSION
node-1   Ready    control-plane   99d   v1.31.2`,
  'helm status':
    'NAME: azure-arc\nLAST DEPLOYED: Fri Apr  3 11:13:10 2026\nNAMESPACE: azure-arc-release\nSTATUS: deployed\nREVISION: 5',
  'the answer of a cluster’s DNS':
    'Server:    10.43.0.10\nAddress 1: 10.43.0.10 kube-dns.kube-system.svc.cluster.local\n\nName:      kubernetes.default.svc.cluster.local\nAddress 1: 10.43.0.1',
  'curl that works': `* Uses proxy env variable HTTPS_PROXY == 'http://10.1.1.1:8080'
* CONNECT tunnel established, response 200
* SSL certificate verify ok.
< HTTP/2 200`,
  'an access log of a proxy':
    '1716200000.123   1200 10.0.0.5 TCP_TUNNEL/200 3900 CONNECT abc123.gw.arc.azure.com:443 - HIER_DIRECT/1.2.3.4 -',
  'a settings command': `az arcgateway settings update --resource-group rg --subscription ${guid} --base-provider Microsoft.HybridCompute --base-resource-type machines --base-resource-name web-01 --gateway-resource-id "/subscriptions/${guid}/resourceGroups/rg/providers/Microsoft.HybridCompute/gateways/gw"`,
  'a PowerShell session': `PS C:\\new> Get-Module -ListAvailable Az.ArcGateway

ModuleType Version    Name                                ExportedCommands
---------- -------    ----                                ----------------
Script     0.1.2      Az.ArcGateway                       {Get-AzArcGateway, New-AzArcGateway, Update-AzArcSetting}`,
  'a certificate': `subject=CN = *.his.arc.azure.com
issuer=C = US, O = Microsoft Corporation, CN = Microsoft Azure RSA TLS Issuing CA 04
Verify return code: 0 (ok)
X509v3 CRL Distribution Points: http://www.microsoft.com/pkiops/crl/x.crl`,
  'an Ansible recap': 'web-01 : ok=12   changed=3    unreachable=0    failed=0    skipped=2    rescued=0    ignored=0',
  systemd:
    '● arcproxyd.service - Azure Arc Proxy\n     Active: active (running) since Mon 2026-11-30 10:00:00 UTC; 1 day ago',
  'a service log':
    '<GCLOG>[2026-05-26 03:01:21.423] [PID 4] [TID 5] [Pull Client] [INFO] [00000000-0000-0000-0000-000000000000] Downloaded 3 policies</GCLOG>',
  'figures of requests': 'GET https://gbl.his.arc.azure.com/ 200, 12029 ms, 407 bytes, by port 40343, 4030 of 12007',
  'a note': 'Please connect web-01 through the gateway at 10:40, and tell the proxy team. The eof of the file is fine.',
};

describe('an ordinary text', () => {
  it.each(Object.keys(texts))('%s has no error', (name) => {
    const text = texts[name] ?? '';
    const variants = [
      text,
      text.replaceAll('\n', '\r\n'),
      JSON.stringify({ message: text }),
      text.replaceAll('"', '”'),
    ];
    for (const each of variants) expect(diagnose(each).map(({ id }) => id)).toEqual([]);
  });
});
