import * as l10n from '@vscode/l10n';
import type { Context } from './context';
import { type Command, sourceOf, type Word } from './model';
import type { Downloader } from './downloader';
import { downloaderOf } from './downloaders';
import type { PatchEdit } from './patched';
import { noteUnsupportedDownload } from './unsupported';
import { equivalentUrl, isArcHost, isInstallScript } from './urls';
import { isPrintOnly, isPrinted } from './printOnly';
import { containment, overlapping } from './spans';
import type { Span } from './syntaxTree';
import { variableOf } from './values';

export interface Download {
  readonly command: Command;
  /** `⟨name⟩` replaces unknown parts; empty for standard output. */
  readonly path: string;
  readonly address: Span;
  readonly isInstallScript: boolean;
}

/** Uses the proxy, and hosts open in gateway mode. */
export function patchDownloads(context: Context): readonly Download[] {
  const { patch, site } = context;
  const downloads: Download[] = [];
  for (const command of context.model.commands) {
    const downloader = downloaderOf(context, command);
    if (!downloader) continue;
    const arc = downloader.urls.find((word) => isArcHost(context.values.textOf(word)));
    if (!arc) {
      noteMirror(context, downloader);
      if (site.network.proxyUrl !== undefined && downloader.urls.length === 0) {
        patch.note(command.start, 'warning', { code: 'download.unknown' });
      }
      continue;
    }
    moveUrl(context, downloader, arc);
    if (site.network.proxyUrl !== undefined) downloader.setProxy(site.network.proxyUrl);
    const url = context.values.textOf(arc) ?? '';
    downloads.push({
      command,
      path: pathOf(context, downloader, command, url),
      address: placeOf(context, arc, url) ?? arc,
      isInstallScript: isInstallScript(url),
    });
  }
  return downloads;
}

function pathOf({ values }: Context, downloader: Downloader, command: Command, url: string): string {
  const target = downloader.target ?? command.output;
  const path = (target && values.keyOf(target)) ?? (downloader.isNamedByUrl ? url.replace(/^.*\//, '') : '');
  return path === '-' ? '' : path;
}

// The names of the agent's packages and scripts.
const ofAgent = /azcmagent|AzureConnectedMachineAgent/i;

/** The agent or its install script from an address of the script's own. */
function noteMirror({ values, patch, site: { network } }: Context, { urls }: Downloader): void {
  const mirror = urls.find((word) => ofAgent.test(values.keyOf(word) ?? ''));
  if (mirror && network.proxyUrl !== undefined) patch.note(mirror.start, 'warning', { code: 'download.mirror' });
}

const why = l10n.t('Downloads from gbl.his.arc.azure.com: aka.ms is not open in gateway mode.');

function moveUrl(context: Context, { isNamedByUrl }: Downloader, word: Word): void {
  const { values, patch, model } = context;
  const url = values.textOf(word) ?? '';
  const moved = equivalentUrl(url, model.language);
  if (moved === url) return;
  if (moved === undefined) {
    patch.note(word.start, 'warning', { code: 'download.unreachable' });
    return;
  }
  if (isNamedByUrl) {
    patch.refuse(word.start, { code: 'download.namedByAddress' });
    return;
  }
  const place = placeOf(context, word, url);
  if (place) patch.replace(place, moved, 'download', why);
  else patch.refuse(word.start, { code: 'download.builtFromValues' });
}

/** In the word, or in its variable's only assignment. */
function placeOf(context: Context, word: Word, url: string): { start: number; end: number } | undefined {
  const at = sourceOf(context.model, word).indexOf(url);
  if (at >= 0) return { start: word.start + at, end: word.start + at + url.length };
  const name = variableOf(word);
  const value = name === undefined ? undefined : context.values.assignmentOf(name)?.value;
  return value && placeOf(context, value, url);
}

export function noteLeftovers(context: Context, downloads: readonly Download[], edits: readonly PatchEdit[]): void {
  const { model, patch, site } = context;
  const isInDownload = containment(downloads.map(({ command }) => command));
  const isPatched = overlapping([...downloads.map(({ address }) => address), ...edits]);
  const isInPrinter = containment(model.commands.filter((command) => isPrintOnly(context, command)));
  const isSeen = (place: Span): boolean =>
    context.isHeld(place) ||
    isInDownload(place) ||
    isPatched(place) ||
    patch.isNoted(place.start) ||
    isInPrinter(place);
  const words = model.commands.flatMap((command) => command.words);
  const values = model.assignments.flatMap(({ value, list }) => [...(value ? [value] : []), ...(list ?? [])]);
  for (const place of [...model.literals, ...words, ...values]) {
    const source = sourceOf(model, place);
    if (!source.includes('://') || isSeen(place) || ('node' in place && isPrinted(context, place.node))) continue;
    noteUnsupportedDownload(patch, site, place.start, source);
  }
}
