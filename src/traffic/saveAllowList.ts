import type * as vscode from 'vscode';
import { ArcError } from '../kernel/errors';
import type { Finding } from '../kernel/finding';
import {
  type Endpoint,
  exportAllowList,
  exportFindings,
  exportFormats,
  neighborFindings,
  requiredEndpoints,
} from '../planning/network';
import type { Topology } from '../planning/site';
import { changeOf } from './trafficState';
import { saveText } from '../vscode/files';

export interface AllowList {
  readonly title: string;
  readonly fileName: string;
  readonly text: string;
  /** What this format does not say, or says more widely than is needed. */
  readonly findings: readonly Finding[];
}

/** A topology's allow list in one format. */
export function allowListIn(topology: Topology, formatId: string): AllowList {
  const format = exportFormats.find(({ id }) => id === formatId);
  if (!format) throw new ArcError({ code: 'InvalidInput', field: 'format' }, `There is no format ${formatId}.`);
  const endpoints: readonly Endpoint[] = requiredEndpoints(topology);
  return {
    title: format.title,
    fileName: format.fileName,
    text: exportAllowList(endpoints, format.id),
    findings: [...exportFindings(endpoints, format.id), ...neighborFindings(changeOf(topology).close)],
  };
}

/** Asks for a place beside the topology and writes the list there; undefined when the person cancels. */
export function saveAllowList(list: AllowList, topology: vscode.Uri): Promise<vscode.Uri | undefined> {
  const extension = list.fileName.slice(list.fileName.lastIndexOf('.') + 1);
  return saveText(list, { [list.title]: [extension] }, topology);
}
