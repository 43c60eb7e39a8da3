import * as vscode from 'vscode';
import { cancelled } from '../kernel/errors';
import { foreign, joined, say } from '../kernel/text/boxText';
import { exportFormats, neighborFindingCode } from '../planning/network';
import type { Topology } from '../planning/site';
import { pickOne } from '../vscode/boxes/picks';
import { nameOf } from '../vscode/files';
import { findTopology } from './findTopology';
import { allowListIn, saveAllowList } from './saveAllowList';
import { TopologyDocument } from './topologyDocument';

/** The way to an exported allow list without the view: topology, format, place. What was written is then shown. */
export async function exportCommand(argument: unknown): Promise<void> {
  const uri = await findTopology(argument, say`Export allow list`);
  const topology = await new TopologyDocument(uri).topology();
  const chosen = await pickOne(formatItems(topology), {
    title: say`Export allow list of ${foreign('fileName', nameOf(uri))}`,
    placeHolder: say`Format`,
    matchOnDescription: true,
  });
  if (!chosen) throw cancelled();
  const target = await saveAllowList(chosen.list, uri);
  if (target) await vscode.window.showTextDocument(target);
}

/** Each format says beforehand what it cannot express; what holds for the list in any format is said in the view. */
function formatItems(topology: Topology) {
  return exportFormats.map(({ id, title, fileName }) => {
    const list = allowListIn(topology, id);
    const limits = list.findings.filter(
      ({ code, severity }) => code !== neighborFindingCode && (severity === 'warning' || severity === 'error'),
    );
    return {
      label: foreign('sentence', title),
      description: foreign('fileName', fileName),
      list,
      ...(limits.length > 0
        ? {
            detail: say`$(warning) ${joined(
              limits.map(({ message }) => foreign('sentence', message)),
              ' ',
            )}`,
          }
        : {}),
    };
  });
}
