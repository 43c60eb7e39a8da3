import type { Socket } from 'node:net';
import { webSocketAccept, webSocketHeaders } from '../../planning/network/probes';
import { ask } from './ask';
import { StepFailed } from './step';

/**
 * Asks for a WebSocket and gives the status; who answers with an error has still read the request. Rejects with
 * `StepFailed` where the header `Upgrade` did not arrive (426), or where 101 is not for this request, and with `Canceled`.
 */
export async function upgrade(
  socket: Socket,
  host: string,
  path: string,
  milliseconds: number,
  signal: AbortSignal,
): Promise<number> {
  const request = [`GET ${path} HTTP/1.1`, `Host: ${host}`, ...webSocketHeaders, '', ''].join('\r\n');
  const { status, head } = await ask(socket, request, milliseconds, signal);
  if (status === 426) throw new StepFailed('status', status);
  if (status === 101 && !head.includes(webSocketAccept)) throw new StepFailed('other', status);
  return status;
}
