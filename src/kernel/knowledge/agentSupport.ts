import { isOlderAgent } from './agentVersion';
import support from './data/agentSupport.json';

interface SupportEnd {
  /** The newest release that leaves support at that time. */
  readonly version: string;
  /** `2026-11`: support is over from this month on; releases have no day. */
  readonly month: string;
  /** As `monthOf` counts. */
  readonly monthCount: number;
}

export const supportMonths = support.months;
export const supportSource = `${support.source} (${support.asOf})`;

/** Oldest first. */
export const supportEnds: readonly SupportEnd[] = support.releases.map(({ version, month }) => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const monthCount = year * 12 + number - 1 + support.months;
  const ending = `${Math.floor(monthCount / 12)}-${String((monthCount % 12) + 1).padStart(2, '0')}`;
  return { version, month: ending, monthCount };
});

/** At the latest; undefined for versions newer than the known releases, and without a version. */
export const supportEndOf = (version: string | undefined): SupportEnd | undefined =>
  version === undefined ? undefined : supportEnds.find((end) => !isOlderAgent(end.version, majorMinor(version)));

const majorMinor = (version: string): string => version.split('.').slice(0, 2).join('.');
