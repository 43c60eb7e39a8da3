import type { Socket } from 'node:net';
import { step, StepFailed, stepFailure } from './step';

const longestHeader = 16_384;

export interface Answer {
  readonly status: number;
  /** With the status line, as far as it was read. */
  readonly head: string;
}

/** Resolves with the head of the answer. Rejects with `StepFailed` or `Canceled`. */
export async function ask(socket: Socket, request: string, milliseconds: number, signal: AbortSignal): Promise<Answer> {
  let head = '';
  let stop: () => void = () => undefined;
  try {
    return await step<Answer>(milliseconds, signal, (resolve, reject) => {
      const onData = (data: Buffer): void => {
        head += data.toString('latin1');
        if (!head.includes('\r\n\r\n') && head.length < longestHeader) return;
        const [, status] = /^HTTP\/1\.[01] (\d{3})[ \r]/.exec(head) ?? [];
        if (status === undefined) reject(new StepFailed('other'));
        else resolve({ status: Number(status), head });
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
