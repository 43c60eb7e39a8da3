import * as vscode from 'vscode';
import { ArcError, cancelled } from '../kernel/errors';
import { type BoxText, foreign, say } from '../kernel/text/boxText';
import { type FieldError, type ServerSite, serversOf, type Site, type SiteRead } from '../planning/site';
import type { CommandId } from '../ids';
import { showInformation } from './boxes/messages';
import { pickOne } from './boxes/picks';
import { nameOf } from './files';
import { readSiteText } from './readDocument';

const enough = 100;
const onboard: CommandId = 'arcGateway.server.onboard';

export const isSiteFile = ({ path }: vscode.Uri): boolean => path.endsWith('.arc.json');

/** What a site is chosen for. */
export interface SiteQuestion {
  readonly title: BoxText;
  readonly placeHolder: BoxText;
  /** Said when the workspace has no site; a new one is offered with it. */
  readonly none: BoxText;
}

/** The workspace's only site, or the one the person chooses. Throws `Cancelled` when there is none. */
export async function chooseSiteFile({ title, placeHolder, none }: SiteQuestion): Promise<vscode.Uri> {
  const uris = await siteFiles();
  const [only, more] = uris;
  if (!only) return offerOne(none);
  if (!more) return only;
  const items = uris.map((uri) => ({
    label: foreign('fileName', nameOf(uri)),
    description: foreign('fileName', vscode.workspace.asRelativePath(uri)),
    uri,
  }));
  const chosen = await pickOne(items, { title, placeHolder, matchOnDescription: true });
  if (!chosen) throw cancelled();
  return chosen.uri;
}

/** Sites of the workspace, and those that are open elsewhere or not saved yet. */
async function siteFiles(): Promise<readonly vscode.Uri[]> {
  const found = await vscode.workspace.findFiles('**/*.arc.json', '**/node_modules/**', enough);
  const open = vscode.workspace.textDocuments.map(({ uri }) => uri).filter(isSiteFile);
  const byKey = new Map([...found, ...open].map((uri) => [uri.toString(), uri]));
  return [...byKey.values()].sort((a, b) => a.path.localeCompare(b.path));
}

/** What can be read of the site that a text holds. Throws `InvalidInput` with the first thing that is wrong with it where that is nothing. */
export function siteIn(text: string, fileName: string): WholeOrPart {
  const read = readSiteText(text);
  if ('unreadable' in read) throw new ArcError({ code: 'InvalidInput', field: '' }, `${fileName}: ${read.unreadable}`);
  const { site, errors, unread } = read;
  if (site && Object.keys(site.targets).length > 0) return { site, errors, unread };
  throw notComplete(fileName, errors);
}

type WholeOrPart = SiteRead & { readonly site: Site };

/** The servers of the site that a text holds. Throws `InvalidInput` where they cannot be read, and where there are none. */
export function serversIn(text: string, fileName: string): ServerSite {
  const { site, errors, unread } = siteIn(text, fileName);
  const servers = serversOf(site);
  if (servers) return servers;
  if (unread.some(({ kind }) => kind === 'servers')) throw notComplete(fileName, errors);
  throw new ArcError({ code: 'InvalidInput', field: 'targets.servers' }, `${fileName} describes no servers.`);
}

function notComplete(fileName: string, errors: readonly FieldError[]): ArcError {
  const [{ path, message } = { path: '', message: '' }] = errors;
  return new ArcError({ code: 'InvalidInput', field: path }, `${fileName} is not complete yet: ${message}`);
}

async function offerOne(message: BoxText): Promise<never> {
  const make = say`Describe the Network`;
  if ((await showInformation(message, make)) === make) {
    await vscode.commands.executeCommand(onboard);
  }
  throw cancelled();
}
