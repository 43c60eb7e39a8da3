import * as vscode from 'vscode';
import { ArcError, cancelled } from '../kernel/errors';
import { type BoxText, foreign, say } from '../kernel/text/boxText';
import type { Topology } from '../planning/site';
import type { CommandId } from '../ids';
import { showInformation } from './boxes/messages';
import { pickOne } from './boxes/picks';
import { nameOf } from './files';
import { readTopologyText } from './readDocument';

const enough = 100;
const onboard: CommandId = 'arcGateway.server.onboard';

export const isTopologyFile = ({ path }: vscode.Uri): boolean => path.endsWith('.arc.json');

/** What a topology is chosen for. */
export interface TopologyQuestion {
  readonly title: BoxText;
  readonly placeHolder: BoxText;
  /** Said when the workspace has no topology; a new one is offered with it. */
  readonly none: BoxText;
}

/** The workspace's only topology, or the one the person chooses. Throws `Cancelled` when there is none. */
export async function chooseTopologyFile({ title, placeHolder, none }: TopologyQuestion): Promise<vscode.Uri> {
  const uris = await topologyFiles();
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

/** Topologies of the workspace, and those that are open elsewhere or not saved yet. */
async function topologyFiles(): Promise<readonly vscode.Uri[]> {
  const found = await vscode.workspace.findFiles('**/*.arc.json', '**/node_modules/**', enough);
  const open = vscode.workspace.textDocuments.map(({ uri }) => uri).filter(isTopologyFile);
  const byKey = new Map([...found, ...open].map((uri) => [uri.toString(), uri]));
  return [...byKey.values()].sort((a, b) => a.path.localeCompare(b.path));
}

/** The topology that a text holds; throws `InvalidInput` with the first thing that is wrong with it. */
export function topologyIn(text: string, fileName: string): Topology {
  const read = readTopologyText(text);
  if ('topology' in read) return read.topology;
  if ('unreadable' in read) throw new ArcError({ code: 'InvalidInput', field: '' }, `${fileName}: ${read.unreadable}`);
  const [{ path, message } = { path: '', message: '' }] = read.errors;
  throw new ArcError({ code: 'InvalidInput', field: path }, `${fileName} is not complete yet: ${message}`);
}

async function offerOne(message: BoxText): Promise<never> {
  const make = say`Describe the Network`;
  if ((await showInformation(message, make)) === make) {
    await vscode.commands.executeCommand(onboard);
  }
  throw cancelled();
}
