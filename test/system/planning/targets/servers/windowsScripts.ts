import fc from 'fast-check';
import {
  readConnectionTypeScript,
  setConnectionTypeScript,
} from '../../../../../src/association/engine/machine/connectionTypeScripts';
import { collectLogs } from '../../../../../src/diagnosis/engine/logs/collectLogs';
import { plan } from '../../../../../src/planning/makePlan';
import { probesFor } from '../../../../../src/planning/network/probes/probesFor';
import { routingContextOf } from '../../../../../src/planning/network/routingContext';
import { probeOnWindows } from '../../../../../src/diagnosis/engine/precheck/probeWindows';
import { arcProxyLogScript, verificationScript } from '../../../../../src/verification/engine/verificationScript';
import { payloadOf } from '../../../../../src/remoteAccess/payload/payloadOf';
import { branch } from '../../../../unit/diagnosis/engine/precheck/site';
import { anySite, examples, siteWith } from '../../../../unit/planning/targets/servers/sites';
import { deliveries, scriptsOf, sites } from './windowsTable';

export interface WindowsText {
  readonly name: string;
  readonly text: string;
}

/** Every PowerShell that the product writes, once for each shape it can have. */
export function windowsTexts(): readonly WindowsText[] {
  const tried = [
    ...Object.entries(examples),
    ...fc.sample(anySite, 40).map((each, at) => [`any ${at}`, each] as const),
  ];
  const planned = tried.flatMap(([name, site]) =>
    plan(siteWith(site))
      .scripts.filter(({ language }) => language === 'powershell')
      .map(({ fileName, text }) => ({ name: `${name}/${fileName}`, text })),
  );
  const delivered = (Object.keys(sites) as (keyof typeof sites)[]).flatMap((site) =>
    deliveries.flatMap((delivery) =>
      scriptsOf({ site, delivery })
        .filter(({ language }) => language === 'powershell')
        .map(({ fileName, text }) => ({ name: `${site}/${fileName}`, text })),
    ),
  );
  const remote = {
    verify: verificationScript('windows'),
    log: arcProxyLogScript('windows'),
    readWay: readConnectionTypeScript('windows'),
    direct: setConnectionTypeScript('windows', 'direct'),
    default: setConnectionTypeScript('windows', 'default'),
    logs: collectLogs('windows'),
    probes: probeOnWindows(probesFor(routingContextOf(branch))),
  };
  const bootstraps = [true, false].map((isElevated) => {
    const { argv } = payloadOf({ ...remote.verify, isElevated }, 'arc-0123456789abcdef01234567');
    return { name: `bootstrap ${isElevated}`, text: Buffer.from(argv.at(-1) ?? '', 'base64').toString('utf16le') };
  });
  return [
    ...planned,
    ...delivered,
    ...Object.entries(remote).map(([name, { text }]) => ({ name, text })),
    ...bootstraps,
  ];
}
