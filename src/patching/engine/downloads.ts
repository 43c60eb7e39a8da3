import type { Context } from './context';
import { type Command, sourceOf, type Word } from './model';
import type { Downloader } from './downloader';
import { downloaderOf } from './downloaders';
import type { PatchEdit } from './patched';
import { noteUnread } from './unread';
import { equivalentUrl, isArcHost, isInstallScript } from './urls';
import { isInert, isPrinted } from './inert';
import { containment, overlapping } from './spans';
import type { Span } from './syntaxTree';
import { variableOf } from './values';

/** A download of something of Azure Arc's. */
export interface Download {
  readonly command: Command;
  /** The file it is written to, with `⟨name⟩` for what is not known; empty for standard output. */
  readonly path: string;
  /** Where its address stands. */
  readonly address: Span;
  readonly isInstallScript: boolean;
}

/** Takes every download of Azure Arc's to a host that is open in gateway mode, and through the proxy. */
export function patchDownloads(context: Context): readonly Download[] {
  const { draft, site } = context;
  const downloads: Download[] = [];
  for (const command of context.model.commands) {
    const downloader = downloaderOf(context, command);
    if (!downloader) continue;
    const arc = downloader.urls.find((word) => isArcHost(context.values.textOf(word)));
    if (!arc) {
      if (site.network.proxyUrl !== undefined && downloader.urls.length === 0) {
        draft.note(
          command.start,
          'warning',
          'download.unknown',
          'The address of this download is known only when the script runs; it was left.',
        );
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

const why = 'Downloads from gbl.his.arc.azure.com: aka.ms is not open in gateway mode.';

function moveUrl(context: Context, { isNamedByUrl }: Downloader, word: Word): void {
  const { values, draft, model } = context;
  const url = values.textOf(word) ?? '';
  const moved = equivalentUrl(url, model.language);
  if (moved === url) return;
  if (moved === undefined) {
    draft.note(
      word.start,
      'warning',
      'download.unreachable',
      'aka.ms is not open in gateway mode, and no equivalent of this address is known.',
    );
    return;
  }
  if (isNamedByUrl) {
    draft.refuse(word.start, 'The file is named after its address, which has to change. Name it with an option.');
    return;
  }
  const place = placeOf(context, word, url);
  if (place) draft.replace(place, moved, 'download', why);
  else draft.refuse(word.start, 'The address of this download is put together from several values.');
}

/** Where the URL stands in the text: in the word itself, or in the one assignment of its variable. */
function placeOf(context: Context, word: Word, url: string): { start: number; end: number } | undefined {
  const at = sourceOf(context.model, word).indexOf(url);
  if (at >= 0) return { start: word.start + at, end: word.start + at + url.length };
  const name = variableOf(word);
  const value = name === undefined ? undefined : context.values.assignmentOf(name)?.value;
  return value && placeOf(context, value, url);
}

/** Notes addresses that do not suit the site and stand elsewhere than in a download that is understood. */
export function noteLeftovers(context: Context, downloads: readonly Download[], edits: readonly PatchEdit[]): void {
  const { model, draft, site } = context;
  const isInDownload = containment(downloads.map(({ command }) => command));
  const isPatched = overlapping([...downloads.map(({ address }) => address), ...edits]);
  const isInPrinter = containment(model.commands.filter((command) => isInert(context, command)));
  const isSeen = (place: Span): boolean =>
    isInDownload(place) || isPatched(place) || draft.isNoted(place.start) || isInPrinter(place);
  const words = model.commands.flatMap((command) => command.words);
  const values = model.assignments.flatMap(({ value, list }) => [...(value ? [value] : []), ...(list ?? [])]);
  for (const place of [...model.literals, ...words, ...values]) {
    const source = sourceOf(model, place);
    if (!source.includes('://') || isSeen(place) || ('node' in place && isPrinted(context, place.node))) continue;
    noteUnread(draft, site, place.start, source);
  }
}
