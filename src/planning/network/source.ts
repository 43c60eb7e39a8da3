import { translated } from '../../kernel/text/phrases';
import names from './data/sourceNames.json';

/** Hosts, proxies and bypass rules differ by source. */
export const sources = [
  /** Agent and extensions. */
  'server',
  /** Deploys a cluster or instance: CLI, kubectl, helm. */
  'deployment',
  'clusterAgent',
  /** Container runtime; pulls images. */
  'clusterNode',
  'localNode',
  'resourceBridge',
  'aksNode',
  'aksPod',
  'localVm',
] as const;

export type Source = (typeof sources)[number];

/** For people, or in English with `inEnglish`. */
export const sourceName = (source: Source, show: (text: string) => string = translated): string =>
  show(names.titles[source]);

/** Whether a list says who asks: one of servers alone need not. */
export const namesSources = (lists: readonly { readonly from: readonly Source[] }[]): boolean =>
  lists.some(({ from }) => from.some((source) => source !== 'server'));
