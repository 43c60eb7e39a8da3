import { arcProxyAddress } from '../kernel/knowledge/agentServices';

/** Invented: no log of the Arc proxy has been published, so this shows the feature, not the real format. */
export const agentLogs = `
### azcmagent.log
time="2026-11-20T08:00:00Z" level=info msg="connection.type is set to 'gateway'"

### himds.log
time="2026-11-20T08:00:05Z" level=info msg="heartbeat sent"

### arcproxy.log
time="2026-11-20T08:00:00Z" level=info msg="listening on ${arcProxyAddress}"
time="2026-11-20T08:00:05Z" level=info msg="forwarded" host=agentserviceapi.guestconfiguration.azure.com:443 via=gateway status=200
time="2026-11-20T08:00:06Z" level=info msg="forwarded" host=weu.his.arc.azure.com:443 via=proxy status=200
time="2026-11-20T08:00:07Z" level=error msg="CONNECT dls.microsoft.com:443: 403 Forbidden" via=proxy status=403
time="2026-11-20T08:00:09Z" level=error msg="CONNECT kv-shop.vault.azure.net:443: i/o timeout" via=proxy
`;
