import type * as vscode from 'vscode';
import type { Finding } from '../kernel/finding';
import { closingFindings, endpointsOf, firewallChanges, neighborFindings } from '../planning/firewall';
import {
  exportAllowList,
  exportFindings,
  exportFormats,
  gatewayDocuments,
  outputsFor,
  writeGatewayDocument,
} from '../planning/network/exports';
import { connectionOf, type Site, type TargetRef } from '../planning/site';
import { saveText } from '../vscode/files';
import { unknownFormat } from './errors';

export interface AllowList {
  readonly title: string;
  readonly fileName: string;
  readonly text: string;
  /** What the format can't express, or allows too widely. */
  readonly findings: readonly Finding[];
}

interface SiteRead {
  readonly site: Site;
  readonly unread: readonly TargetRef[];
}

export const filesOf = (site: SiteRead): readonly AllowList[] =>
  outputsFor({ hasGateway: connectionOf(site.site) === 'gateway' }).map(({ id }) => allowListIn(site, id));

export function allowListIn({ site, unread }: SiteRead, formatId: string): AllowList {
  const document = gatewayDocuments.find(({ id }) => id === formatId);
  if (document)
    return {
      title: document.title,
      fileName: document.fileName,
      text: writeGatewayDocument(document.id),
      findings: [],
    };
  const format = exportFormats.find(({ id }) => id === formatId);
  if (!format) throw unknownFormat(formatId);
  const endpoints = endpointsOf(site);
  const changes = firewallChanges(site, unread);
  return {
    title: format.title,
    fileName: format.fileName,
    text: exportAllowList(endpoints, format.id),
    findings: [
      ...exportFindings(endpoints, format.id),
      ...neighborFindings(changes.close),
      ...closingFindings(changes),
    ],
  };
}

/** Defaults to the site's folder; undefined if canceled. */
export function saveAllowList(list: AllowList, site: vscode.Uri): Promise<vscode.Uri | undefined> {
  const extension = list.fileName.slice(list.fileName.lastIndexOf('.') + 1);
  return saveText(list, { [list.title]: [extension] }, site);
}
