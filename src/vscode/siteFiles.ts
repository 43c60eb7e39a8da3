import * as vscode from 'vscode';
import { type ArcError, canceled } from '../kernel/errors';
import { type BoxText, foreign, say } from '../kernel/text/boxText';
import { type FieldError, isUnread, type ServerSite, serversOf, type Site, type SiteRead } from '../planning/site';
import type { CommandId } from '../ids';
import { showInformation } from './boxes/messages';
import { pickOne } from './boxes/picks';
import { incompleteSite, siteWithoutServers, unreadableSite } from './errors';
import { nameOf } from './files';
import { readSiteText } from './readDocument';

const mostFiles = 100;
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
  const items = uris.map((uri) => ({
    label: foreign('fileName', nameOf(uri)),
    description: foreign('fileName', vscode.workspace.asRelativePath(uri)),
    uri,
  }));
  const chosen = await pickOne(items, { title, placeHolder, matchOnDescription: true });
  if (!chosen) throw canceled();
  return chosen.uri;
}

/** In the workspace or an editor. */
export async function siteFiles(): Promise<readonly vscode.Uri[]> {
  const found = await vscode.workspace.findFiles('**/*.arc.json', '**/node_modules/**', mostFiles);
  const open = vscode.workspace.textDocuments.map(({ uri }) => uri).filter(isSiteFile);
  const byKey = new Map([...found, ...open].map((uri) => [uri.toString(), uri]));
  return [...byKey.values()].sort((a, b) => a.path.localeCompare(b.path));
}

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
