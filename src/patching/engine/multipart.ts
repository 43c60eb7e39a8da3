import type { Site } from '../../planning/site';
import { cloudInitRegions } from './cloudInit';
import { heldRegion } from './container';
import type { PatchBuilder } from './patchBuilder';
import type { Region } from './region';

const mostParts = 50;

/** Scripts and cloud-configs of a multipart archive for cloud-init. */
export function multipartRegions(text: string, patch: PatchBuilder, site: Site): readonly Region[] {
  const boundary = /boundary="?([^"\s;]{1,70})/i.exec(text)?.[1];
  if (boundary === undefined) return [];
  const starts: number[] = [];
  for (let at = text.indexOf(`--${boundary}`); at >= 0; at = text.indexOf(`--${boundary}`, at + 1)) starts.push(at);
  if (starts.length > mostParts) {
    patch.refuse(0, { code: 'script.tooManyScripts', limit: mostParts });
    return [];
  }
  return starts.flatMap((start, index) => partRegions(text, start, starts[index + 1] ?? text.length, patch, site));
}

function partRegions(text: string, from: number, end: number, patch: PatchBuilder, site: Site): readonly Region[] {
  const head = /^[^\n]*\n(?:[^\r\n][^\n]*\n)*\r?\n/.exec(text.slice(from, end))?.[0];
  if (head === undefined) return [];
  const start = from + head.length;
  const source = text.slice(start, end);
  if (/^Content-Transfer-Encoding:\s*base64/im.test(head)) return [];
  if (/cloud-config/i.test(head) || source.startsWith('#cloud-config'))
    return cloudInitRegions(blank(text.slice(0, start)) + source, patch, site);
  const isShell = /^#![^\n]*\b(?:ba|da|k|z)?sh\b/.test(source);
  return isShell ? [heldRegion({ start, end, language: 'bash', source })] : [];
}

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');
