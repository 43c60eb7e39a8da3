import * as vscode from 'vscode';
import { canceled } from '../kernel/errors';
import { foreign, joined, say } from '../kernel/text/boxText';
import { neighborFindingCode } from '../planning/firewall';
import { pickOne } from '../vscode/boxes/picks';
import { nameOf } from '../vscode/files';
import { findSite } from './findSite';
import { filesOf, saveAllowList } from './saveAllowList';
import { SiteDocument } from './siteDocument';

/** Asks for site, format, and place, then opens the file. */
export async function exportCommand(argument: unknown): Promise<void> {
  const uri = await findSite(argument, say`Export allow list`);
  const site = await new SiteDocument(uri).site();
  const chosen = await pickOne(formatItems(site), {
    title: say`Export allow list of ${foreign('fileName', nameOf(uri))}`,
    placeHolder: say`Format`,
    matchOnDescription: true,
  });
  if (!chosen) throw canceled();
  const target = await saveAllowList(chosen.list, uri);
  if (target) await vscode.window.showTextDocument(target);
}

/** Shows what each format can't express; the view shows findings about the list. */
function formatItems(site: Awaited<ReturnType<SiteDocument['site']>>) {
  return filesOf(site).map((list) => {
    const { title, fileName } = list;
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
