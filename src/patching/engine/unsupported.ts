import type { Site } from '../../planning/site';
import type { PatchBuilder } from './patchBuilder';

const onShortHost = /https?:\/\/aka\.ms\/(?:azcmagent|azureconnectedmachineagent)[\w.-]*/i;
const onArcHost =
  /https?:\/\/(?:[\w.-]*his\.arc\.azure\.com|(?:download|packages)\.microsoft\.com)(?:[:/][^\s"'`]*|(?=["'\s]|$))/i;

const connecting = /azcmagent(?:\.exe)?["']?[\s,\\]+["']?connect\b/gi;

const changingClusters =
  /(?<cli>\bconnectedk8s["']?[\s,]{1,9}["']?(?:connect|update)\b)|\b(?:New|Set)-AzConnectedKubernetes\b/gi;

/** In shell syntax or an argument list. */
export const connectingPlaces = (text: string): readonly number[] =>
  Array.from(text.matchAll(connecting), ({ index }) => index);

export const isConnecting = (text: string): boolean => text.search(connecting) >= 0;

/** Notes those that conflict with the site. */
export function noteUnsupportedScript(patch: PatchBuilder, site: Site, at: number, text: string): void {
  noteUnsupportedDownload(patch, site, at, text);
  const { proxyUrl } = site.network;
  const script = /\binstall_(linux|windows)_azcmagent\.(sh|ps1)\b/i.exec(text);
  if (script && proxyUrl !== undefined) {
    patch.note(at + script.index, 'warning', { code: 'proxy.scriptNotTold', why: 'notPatched', proxyUrl });
  }
}

export function noteUnsupportedDownload(patch: PatchBuilder, { network }: Site, at: number, text: string): void {
  const short = onShortHost.exec(text);
  const host = network.proxyUrl === undefined ? null : onArcHost.exec(text);
  const found = short ?? host;
  if (!found) return;
  const line = at + found.index;
  if (short) {
    patch.note(line, 'warning', { code: 'download.left' });
  } else {
    patch.note(line, 'warning', { code: 'download.proxyLeft' });
  }
}

/** In a file that isn't patched: what to add to each connect and install, or that the file is unknown. */
export function refuseOtherFormat(patch: PatchBuilder, { network }: Site, gatewayId: string): void {
  const { text } = patch;
  for (const at of connectingPlaces(text))
    patch.refuse(at, { code: 'connect.otherFormat', option: '--gateway-id', gatewayId });
  for (const { index, groups } of text.matchAll(changingClusters)) {
    const option = groups?.cli === undefined ? '-GatewayResourceId' : '--gateway-resource-id';
    patch.refuse(index, { code: 'connect.otherFormat', option, gatewayId });
  }
  const { proxyUrl } = network;
  if (proxyUrl !== undefined)
    for (const { index } of text.matchAll(running)) patch.refuse(index, { code: 'installer.otherFormat', proxyUrl });
  if (patch.refusals.length === 0) patch.refuse(0, { code: 'script.unknownLanguage' });
}

// After a shell or as a command; not the target of a download.
const running =
  /(?:\b(?:ba|da)?sh|-file|&|\bcall)["']?[\s,]{1,9}["']?[^\s"',;|]{0,200}\binstall_(?:linux|windows)_azcmagent\.(?:sh|ps1)\b/gi;
