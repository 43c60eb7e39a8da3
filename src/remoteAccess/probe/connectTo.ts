import { connect, isIPv6, type Socket } from 'node:net';
import { step, StepFailed, stepFailure } from './step';

/** To the first address to respond. Rejects with `StepFailed` or `Canceled`. */
export async function connectTo(
  addresses: readonly string[],
  port: number,
  milliseconds: number,
  signal: AbortSignal,
): Promise<Socket> {
  const [host] = addresses;
  if (host === undefined) throw new StepFailed('notFound');
  const all = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  const socket = connect({
    // Node calls `lookup` only for names.
    host: 'probe.invalid',
    port,
    lookup: (_name, _options, answer) => {
      answer(null, all);
    },
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: 1000,
  });
  // After the step ended.
  socket.on('error', () => undefined);
  try {
    await step<void>(milliseconds, signal, (resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', (error) => {
        reject(stepFailure(error));
      });
    });
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}
