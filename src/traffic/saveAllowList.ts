import type * as vscode from 'vscode';
import type { Finding } from '../kernel/finding';
import { endpointsOf, firewallChanges, neighborFindings } from '../planning/firewall';
import { exportAllowList, exportFindings, exportFormats } from '../planning/network/exports';
import type { Site, TargetRef } from '../planning/site';
import { saveText } from '../vscode/files';
import { unknownFormat } from './errors';

export interface AllowList {
  readonly title: string;
  readonly fileName: string;
  readonly text: string;
  /** What the format can't express, or allows too widely. */
  readonly findings: readonly Finding[];
}

export function allowListIn(
  { site, unread }: { readonly site: Site; readonly unread: readonly TargetRef[] },
  formatId: string,
): AllowList {
  const format = exportFormats.find(({ id }) => id === formatId);
  if (!format) throw unknownFormat(formatId);
  const endpoints = endpointsOf(site);
  return {
    title: format.title,
    fileName: format.fileName,
    text: exportAllowList(endpoints, format.id),
    findings: [...exportFindings(endpoints, format.id), ...neighborFindings(firewallChanges(site, unread).close)],
  };
}

/** Defaults to the site's folder; undefined if canceled. */
export function saveAllowList(list: AllowList, site: vscode.Uri): Promise<vscode.Uri | undefined> {
  const extension = list.fileName.slice(list.fileName.lastIndexOf('.') + 1);
  return saveText(list, { [list.title]: [extension] }, site);
}
