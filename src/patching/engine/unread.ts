import type { Site } from '../../planning/site';
import type { Draft } from './draft';

const onShortHost = /https?:\/\/aka\.ms\/(?:azcmagent|azureconnectedmachineagent)[\w.-]*/i;
const onArcHost =
  /https?:\/\/(?:[\w.-]*his\.arc\.azure\.com|(?:download|packages)\.microsoft\.com)(?:[:/][^\s"'`]*|(?=["'\s]|$))/i;

const connecting = /azcmagent(?:\.exe)?["']?[\s,\\]+["']?connect\b/gi;

/** Where the commands in a text connect a machine, in a shell's words or as a list of arguments. */
export const connectingPlaces = (text: string): readonly number[] =>
  Array.from(text.matchAll(connecting), ({ index }) => index);

export const isConnecting = (text: string): boolean => text.search(connecting) >= 0;

/** Notes what a script that is not read downloads and installs, where it does not suit the site. */
export function noteUnreadScript(draft: Draft, site: Site, at: number, text: string): void {
  noteUnread(draft, site, at, text);
  const { proxyUrl } = site.network;
  const script = /\binstall_(linux|windows)_azcmagent\.(sh|ps1)\b/i.exec(text);
  if (script && proxyUrl !== undefined) {
    const message = `The install script is named here, which is not read. See that it is given the proxy ${proxyUrl}.`;
    draft.note(at + script.index, 'warning', 'proxy.scriptNotTold', message);
  }
}

/** Notes a download in a text that is not read as a script, where it does not suit the site. */
export function noteUnread(draft: Draft, { network }: Site, at: number, text: string): void {
  const short = onShortHost.exec(text);
  const host = network.proxyUrl === undefined ? null : onArcHost.exec(text);
  const found = short ?? host;
  if (!found) return;
  const line = at + found.index;
  if (short) {
    const message = 'aka.ms is not open in gateway mode, and this way of downloading is not changed.';
    draft.note(line, 'warning', 'download.left', message);
  } else {
    const message = 'This way of downloading is not changed. See that it goes through the proxy.';
    draft.note(line, 'warning', 'download.proxyLeft', message);
  }
}
