import type { Socket } from 'node:net';
import { step, StepFailed, stepFailure } from './step';

const longestHeader = 16_384;

/** Resolves with the status. Rejects with `StepFailed` or `Canceled`. */
export async function ask(socket: Socket, request: string, milliseconds: number, signal: AbortSignal): Promise<number> {
  let head = '';
  let stop: () => void = () => undefined;
  try {
    return await step<number>(milliseconds, signal, (resolve, reject) => {
      const onData = (data: Buffer): void => {
        head += data.toString('latin1');
        if (!head.includes('\r\n\r\n') && head.length < longestHeader) return;
        const [, status] = /^HTTP\/1\.[01] (\d{3})[ \r]/.exec(head) ?? [];
        if (status === undefined) reject(new StepFailed('other'));
        else resolve(Number(status));
      };
      const onEnd = (): void => {
        reject(new StepFailed('closed'));
      };
      const onError = (error: Error): void => {
        reject(stepFailure(error));
      };
      stop = () => {
        socket.off('data', onData).off('end', onEnd).off('error', onError);
      };
      socket.on('data', onData).on('end', onEnd).on('error', onError);
      socket.write(request);
    });
  } finally {
    stop();
    socket.pause();
  }
}

/** IPv6 addresses in brackets. */
export const authority = (host: string, port: number): string => `${host.includes(':') ? `[${host}]` : host}:${port}`;
