import { firstLinuxScript, firstWindowsScript } from './portal2020';
import { linuxPortalScript } from './portalLinux';
import { windowsPortalScript } from './portalWindows';

/** When the portal wrote scripts of a shape: see the generators for what changed. */
export const eras = ['2020', '2021', '2023', '2024-05', '2024-10', '2025', '2026'] as const;
export type Era = (typeof eras)[number];

export interface PortalOptions {
  readonly era: Era;
  /** The downloaded file has comments and empty lines; what is copied to the clipboard has neither. */
  readonly layout: 'downloaded' | 'clipboard';
  readonly hasPrincipal: boolean;
  readonly hasTags: boolean;
  readonly proxyUrl: string | undefined;
  /** Someone gave the proxy a variable of its own. */
  readonly hasProxyVariable: boolean;
  readonly gatewayId: string | undefined;
  readonly privateLinkScopeId: string | undefined;
  /** The connect command goes over several lines. */
  readonly isFolded: boolean;
}

export const plainPortalOptions: PortalOptions = {
  era: '2025',
  layout: 'downloaded',
  hasPrincipal: false,
  hasTags: true,
  proxyUrl: undefined,
  hasProxyVariable: false,
  gatewayId: undefined,
  privateLinkScopeId: undefined,
  isFolded: false,
};

/** A script in the shape the portal gave it, in our own words where words are free. */
export function portalScript(os: 'linux' | 'windows', options: PortalOptions): string {
  if (options.era === '2020') return os === 'linux' ? firstLinuxScript(options) : firstWindowsScript(options);
  return os === 'linux' ? linuxPortalScript(options) : windowsPortalScript(options);
}

/** The layout of a list of lines: comments and empty lines belong to the downloaded file only. */
export const laidOut = (lines: readonly string[], { layout }: PortalOptions): string =>
  lines.filter((line) => layout === 'downloaded' || (line.trim() !== '' && !line.trim().startsWith('# '))).join('\n') +
  '\n';

export const isAtLeast = (era: Era, other: Era): boolean => eras.indexOf(era) >= eras.indexOf(other);
