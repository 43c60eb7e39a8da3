/** Invented; of the hosts that agents of a cluster need, one that is not allowed, and one that goes around the gateway. */
export const playedRequests: readonly string[] = [
  'level=info msg="forwarded" host=westeurope.dp.kubernetesconfiguration.azure.com:443 via=gateway status=200',
  'level=info msg="forwarded" host=gbl.his.arc.azure.com:443 via=gateway status=200',
  'level=info msg="forwarded" url=https://guestnotificationservice.azure.com/urls/allowlist via=gateway status=200',
  'level=info msg="forwarded" host=login.microsoftonline.com:443 via=direct status=200',
  'level=error msg="CONNECT ghcr.io:443: 403 Forbidden" via=gateway status=403',
  'level=info msg="forwarded" host=westeurope.his.arc.azure.com:443 via=gateway status=200',
  'level=error msg="dial tcp: i/o timeout" host=westeurope.obo.arc.azure.com:8084 via=direct',
];
