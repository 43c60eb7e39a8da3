import * as l10n from '@vscode/l10n';
import { listOf } from '../../../../kernel/text/phrases';
import { pageSource } from '../../../../kernel/knowledge/pages';
import { parseIpv4 } from '../../../../kernel/text/ipv4';
import { type Rule, rulesOf } from '../../../rules';
import facts from '../data/facts.json';
import { type InstanceCase, isNew, isWithin, meets, proxyHost, rangeOf } from './instanceCase';

const page = pageSource('azureLocalGateway');

/** The bypass list is fixed at deployment, so what it must hold has to be known before. */
const missing = (
  code: string,
  path: string,
  isMissing: (subject: InstanceCase) => boolean,
  message: string,
  fix: string,
) => ({
  code: `azureLocal.${code}`,
  severity: 'error' as const,
  path,
  applies: (subject: InstanceCase) => isNew(subject) && isMissing(subject),
  message,
  fix,
  isValueMissing: true as const,
  source: page,
});

const reserved = facts.reserved.ranges.map(({ range, of }) => ({ range, of, parsed: rangeOf(range) }));
const reservedText = listOf(facts.reserved.ranges.map(({ range }) => range));
const reservedSource = `${facts.reserved.source} (${facts.reserved.asOf})`;

const isReserved = (address: string | undefined): boolean => reserved.some(({ parsed }) => isWithin(address, parsed));

const hasReservedNode = ({ instance: { nodes = [] } }: InstanceCase): boolean =>
  nodes.some(({ address }) => isReserved(address));

export const descriptionRules: readonly Rule<InstanceCase>[] = rulesOf<InstanceCase>([
  missing(
    'nodesMissing',
    '.nodes',
    ({ instance: { nodes = [] } }) => nodes.length === 0,
    l10n.t('The machines aren’t known. Each must be in the bypass list, which can’t be changed after the deployment.'),
    l10n.t('List the name and the address of each machine.'),
  ),
  missing(
    'clusterNameMissing',
    '.clusterName',
    ({ instance }) => instance.clusterName === undefined,
    l10n.t(
      'The cluster’s name isn’t known. It must be in the bypass list, which can’t be changed after the deployment.',
    ),
    l10n.t('Enter the NetBIOS name that the cluster is to have.'),
  ),
  missing(
    'clusterAddressMissing',
    '.clusterAddress',
    ({ instance }) => instance.clusterAddress === undefined,
    l10n.t(
      'The cluster’s address isn’t known. Resource bridge and AKS reach the Arc proxy there, and it must be in the bypass list.',
    ),
    l10n.t('Enter the address that the cluster is to have.'),
  ),
  missing(
    'infrastructureMissing',
    '.infrastructure',
    ({ instance }) => instance.infrastructure === undefined,
    l10n.t(
      'The infrastructure range isn’t known. All of it must be in the bypass list, which can’t be changed after the deployment.',
    ),
    l10n.t('Enter the first and the last address that the deployment may use.'),
  ),
  {
    code: 'azureLocal.rangeReversed',
    severity: 'error',
    path: '.infrastructure.to',
    applies: ({ instance: { infrastructure } }) =>
      infrastructure !== undefined &&
      (parseIpv4(infrastructure.from) ?? 0) > (parseIpv4(infrastructure.to) ?? Number.POSITIVE_INFINITY),
    message: l10n.t('The infrastructure range ends before it begins.'),
    fix: l10n.t('Enter the lower address first.'),
    source: page,
  },
  {
    code: 'azureLocal.rangeOutsideSubnet',
    severity: 'error',
    path: '.infrastructure.subnet',
    applies: ({ instance: { infrastructure } }) => {
      const subnet = infrastructure?.subnet === undefined ? undefined : rangeOf(infrastructure.subnet);
      return subnet !== undefined && ![infrastructure?.from, infrastructure?.to].every((at) => isWithin(at, subnet));
    },
    message: l10n.t('The infrastructure range isn’t in this subnet.'),
    fix: l10n.t('Correct the subnet or the range. Without a subnet, the bypass list has the range alone.'),
    source: page,
  },
  {
    code: 'azureLocal.addressTwice',
    severity: 'error',
    path: '.nodes',
    applies: ({ instance: { nodes = [], clusterAddress } }) => {
      const addresses = [...nodes.map(({ address }) => address), ...(clusterAddress ? [clusterAddress] : [])];
      return new Set(addresses).size < addresses.length;
    },
    message: l10n.t('Machines, or a machine and the cluster, have the same address.'),
    fix: l10n.t('Give each its own address.'),
    source: page,
  },
  {
    code: 'azureLocal.reservedRange',
    severity: 'error',
    path: '.infrastructure',
    applies: ({ instance: { infrastructure } }) =>
      infrastructure !== undefined &&
      reserved.some(({ parsed }) => meets(infrastructure.from, infrastructure.to, parsed)),
    message: l10n.t`The infrastructure range overlaps ${reservedText}, which Azure Local uses for pods and services.`,
    fix: l10n.t`Use other addresses. New resource bridges use only ${facts.reserved.newBridges} for services, but the deployment’s checks still refuse the whole range.`,
    source: reservedSource,
  },
  {
    code: 'azureLocal.reservedAddress',
    severity: 'error',
    path: '.nodes',
    applies: (subject) => hasReservedNode(subject) || isReserved(subject.instance.clusterAddress),
    message: l10n.t`A machine or the cluster has an address in ${reservedText}, which Azure Local uses for pods and services.`,
    fix: l10n.t('Use other addresses.'),
    source: reservedSource,
  },
  {
    code: 'azureLocal.reservedProxy',
    severity: 'error',
    path: '.name',
    applies: (subject) => isReserved(proxyHost(subject)),
    message: l10n.t`The proxy’s address is in ${reservedText}, which Azure Local uses for pods and services: they can’t reach it.`,
    fix: l10n.t('Give the proxy another address.'),
    source: reservedSource,
  },
]);
