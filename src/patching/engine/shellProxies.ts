import type { Context } from './context';
import { isPrinted } from './printOnly';
import type { Region } from './region';
import { nodesAround, type SyntaxNode } from './syntaxTree';

// `https_proxy=http://…`, `Acquire::https::Proxy "http://…"`, `HTTPS_PROXY: http://…`, `http.proxy http://…`
const setting =
  /(?:(?<![\w-])(?:https?|all|ftp)_proxy|Acquire::https?::Proxy|(?<=^|\s)proxy|https?\.proxy)["']?(?:[ \t]*[=:])?[ \t]*["']?(?<url>https?:\/\/[^\s"';)]+)/gim;

/** Notes proxies set for other programs. */
export function noteShellProxies(context: Context, region: Region, root: SyntaxNode): void {
  const { patch, site } = context;
  const { proxyUrl } = site.network;
  if (proxyUrl === undefined) return;
  const plain = (url: string): string => url.toLowerCase().replace(/\/$/, '');
  for (const { index, groups, 0: all } of region.source.matchAll(setting)) {
    const url = groups?.url ?? '';
    const at = region.start + index + all.length - url.length;
    if (plain(url) === plain(proxyUrl) || patch.edits.some(({ start, end }) => start <= at && at < end)) continue;
    const around = nodesAround(root, at);
    const [node] = around;
    if (!node || around.some(({ type }) => type === 'comment') || isPrinted(context, node)) continue;
    patch.note(at, 'warning', { code: 'proxy.another' });
  }
}
