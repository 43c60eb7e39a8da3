import { setTimeout as delay } from 'node:timers/promises';
import { canceled } from '../kernel/errors';
import type { StreamKubectl } from '../kernel/kubectl';
import { playedRequests } from './data/proxyRequests';

/** Milliseconds between two lines. */
const pace = 1_500;
const history = 60;
const encoder = new TextEncoder();

/**
 * The log of an Arc proxy, and its new lines if it is followed. Invented: no log of the Arc proxy has been published, so this
 * shows the feature, not the real format.
 */
export async function playProxyLog(
  args: readonly string[],
  now: () => number,
  onOutput: Parameters<StreamKubectl>[2]['onOutput'],
  signal: AbortSignal,
): Promise<void> {
  const isTimed = args.includes('--timestamps');
  const write = (index: number, at: number): void => {
    const time = new Date(at).toISOString();
    onOutput(encoder.encode(`${isTimed ? `${time} ` : ''}${lineOf(index, time)}\n`));
  };
  const started = now();
  for (let index = 0; index < history; index++) write(index, started - (history - index) * pace);
  if (!args.includes('--follow')) return;
  for (let index = history; ; index++) {
    await delay(pace, undefined, { signal }).catch(() => {
      throw canceled();
    });
    write(index, now());
  }
}

function lineOf(index: number, time: string): string {
  const request = playedRequests[index % playedRequests.length] ?? '';
  return index % 20 === 19 ? `goroutine ${index} [select]:` : `time="${time}" ${request}`;
}
