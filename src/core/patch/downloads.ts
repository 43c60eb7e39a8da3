import type { Context } from './context';
import { type Command, sourceOf, type Word } from './model';
import { downloaderOf, type Downloader } from './downloaders';
import { equivalentUrl, isArcHost } from './urls';
import { isInert } from './inert';
import type { Span } from './syntaxTree';
import { variableOf } from './values';

/** A download of something of Azure Arc's. */
export interface Download {
  readonly command: Command;
  /** Where it is written to; undefined for standard output. */
  readonly target: Word | undefined;
}

/** Takes every download of Azure Arc's to a host that is open in gateway mode, and through the proxy. */
export function patchDownloads(context: Context): readonly Download[] {
  const { draft, topology } = context;
  const downloads: Download[] = [];
  for (const command of context.model.commands) {
    const downloader = downloaderOf(context, command);
    if (!downloader) continue;
    const arc = downloader.urls.find((word) => isArcHost(context.values.textOf(word)));
    if (!arc) {
      if (topology.network.proxyUrl !== undefined && downloader.urls.length === 0) {
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
    if (topology.network.proxyUrl !== undefined) downloader.setProxy(topology.network.proxyUrl);
    downloads.push({ command, target: downloader.target });
  }
  return downloads;
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

/** Notes addresses on aka.ms that stand elsewhere than in a download that is understood. */
export function noteLeftovers(context: Context, downloads: readonly Download[]): void {
  const { model, draft } = context;
  const isSeen = ({ start, end }: Span): boolean =>
    downloads.some(({ command }) => command.start <= start && end <= command.end) ||
    draft.edits.some((edit) => edit.start < end && start < edit.end) ||
    model.commands.some((command) => command.start <= start && end <= command.end && isInert(context, command));
  const words = model.commands.flatMap((command) => command.words);
  for (const place of [...model.literals, ...words]) {
    const isAddress = /^["']?https?:\/\/aka\.ms\/(azcmagent|azureconnectedmachineagent)[\w.-]*["']?$/i.test(
      sourceOf(model, place),
    );
    if (!isAddress || isSeen(place) || draft.notes.some(({ line }) => line === draft.lineOf(place.start))) continue;
    draft.note(
      place.start,
      'warning',
      'download.left',
      'aka.ms is not open in gateway mode, and this way of downloading is not changed.',
    );
  }
}
