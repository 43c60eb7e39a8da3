import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { type ArcError, asArcError, canceled } from '../kernel/errors';
import { isRecord } from '../kernel/isRecord';
import { type BoxText, foreign, say } from '../kernel/text/boxText';
import { type FieldError, isUnread, type ServerSite, serversOf, type Site, type SiteRead } from '../planning/site';
import type { CommandId } from '../ids';
import { showInformation } from './boxes/messages';
import { type PickItem, pickOne } from './boxes/picks';
import { incompleteSite, siteWithoutServers, unreadableSite } from './errors';
import { nameOf } from './files';
import { readSiteText } from './readDocument';
import type { SiteSummary } from './siteSummary';

const mostFiles = 2000;
const mostBytes = 1_000_000;
/** Of a list to choose from. */
const mostItems = 200;
const onboard: CommandId = 'arcGateway.server.onboard';

export const isSiteFile = ({ path }: vscode.Uri): boolean => path.endsWith('.arc.json');

export interface SiteQuestion {
  readonly title: BoxText;
  readonly placeHolder: BoxText;
  /** If there is none; with a button to create one. */
  readonly none: BoxText;
}

/** The only or chosen one; otherwise throws `Canceled`. */
export async function chooseSiteFile({ title, placeHolder, none }: SiteQuestion): Promise<vscode.Uri> {
  const uris = await siteFiles();
  const [only, more] = uris;
  if (!only) return offerToCreate(none);
  if (!more) return only;
  const chosen = await pickOne(await siteItems(uris), {
    title,
    placeHolder,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!chosen) throw canceled();
  return chosen.uri;
}

export interface SiteItem extends PickItem {
  readonly uri: vscode.Uri;
}

/** With what tells them apart: problems, gateway and proxy, and the folder. */
export const siteItems = (uris: readonly vscode.Uri[]): Promise<readonly SiteItem[]> =>
  Promise.all(
    uris.slice(0, mostItems).map(async (uri) => {
      const folder = vscode.workspace.asRelativePath(vscode.Uri.joinPath(uri, '..'), false);
      const name = nameOf(uri);
      return {
        label: foreign('fileName', name),
        description: foreign('sentence', (await readSiteSummary(uri)).words),
        ...(vscode.workspace.asRelativePath(uri) !== name && { detail: foreign('fileName', folder) }),
        uri,
      };
    }),
  );

/** In the workspace or an editor, by path. */
export async function siteFiles(): Promise<readonly vscode.Uri[]> {
  const found = await findSiteFiles();
  const byKey = new Map([...found, ...openSiteFiles()].map((uri) => [uri.toString(), uri]));
  return [...byKey.values()].sort((a, b) => a.path.localeCompare(b.path));
}

/** In the workspace; at most `mostFiles`. */
export const findSiteFiles = (): Thenable<readonly vscode.Uri[]> =>
  vscode.workspace.findFiles('**/*.arc.json', '**/node_modules/**', mostFiles);

/** Unsaved ones, and those outside of the workspace, too. */
export const openSiteFiles = (): readonly vscode.Uri[] =>
  vscode.workspace.textDocuments
    .filter(({ isClosed }) => !isClosed)
    .flatMap(({ uri }) => (isSiteFile(uri) ? [uri] : []));

/** The URI of the explorer, or the row of a site. */
export function siteOf(argument: unknown): vscode.Uri | undefined {
  const uri = isRecord(argument) && !(argument instanceof vscode.Uri) ? argument.uri : argument;
  return uri instanceof vscode.Uri && isSiteFile(uri) ? uri : undefined;
}

/** Of the open document, else of the file, of which no more than `mostBytes` are read. Never throws. */
export async function readSiteSummary(uri: vscode.Uri): Promise<SiteSummary> {
  try {
    const { summarizeSite } = await import('./siteSummary');
    const key = uri.toString();
    const open = vscode.workspace.textDocuments.find((each) => !each.isClosed && each.uri.toString() === key);
    if (open) return summarizeSite(open.getText());
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > mostBytes)
      return unreadable(l10n.t`This file is larger than ${mostBytes / 1_000_000} MB, too large for a site file.`);
    return summarizeSite(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
  } catch (error) {
    return unreadable(l10n.t`This file can’t be read: ${asArcError(error).message}`);
  }
}

const unreadable = (reason: string): SiteSummary => ({ unreadable: reason, findings: [], route: '', words: reason });

/** Throws `InvalidInput` with the first error if no target is readable. */
export function siteIn(text: string, fileName: string): ReadableSite {
  const read = readSiteText(text);
  if ('unreadable' in read) throw unreadableSite(fileName, read.unreadable);
  const { site, errors, unread } = read;
  if (site && Object.keys(site.targets).length > 0) return { site, errors, unread };
  throw firstProblem(fileName, errors);
}

type ReadableSite = SiteRead & { readonly site: Site };

/** Throws `InvalidInput` without readable servers. */
export function serversIn(text: string, fileName: string): ServerSite {
  const { site, errors, unread } = siteIn(text, fileName);
  const servers = serversOf(site);
  if (servers) return servers;
  if (isUnread('servers', unread)) throw firstProblem(fileName, errors);
  throw siteWithoutServers(fileName);
}

function firstProblem(fileName: string, errors: readonly FieldError[]): ArcError {
  const [{ path, message } = { path: '', message: '' }] = errors;
  return incompleteSite(fileName, path, message);
}

async function offerToCreate(message: BoxText): Promise<never> {
  const create = say`Create Site`;
  if ((await showInformation(message, create)) === create) {
    await vscode.commands.executeCommand(onboard);
  }
  throw canceled();
}
