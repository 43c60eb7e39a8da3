import type { PipelinePolicy, PipelineResponse } from '@azure/core-rest-pipeline';

/** Azure's examples use 200 s; longer waits are treated as faulty. */
const longestSeconds = 300;
/** Immediate retries are refused. */
const shortestSeconds = 1;
/** The SDK waits silently, so longer waits are handled here. */
const longestInSdkSeconds = 60;

const header = 'retry-after';
/** Nonstandard headers that the SDK reads. */
const inMilliseconds = ['retry-after-ms', 'x-ms-retry-after-ms'];

/** From seconds or a date to whole seconds, within bounds. */
export function retryAfter(value: string | undefined): number | undefined {
  if (!value) return undefined;
  const seconds = /^[-+]?\d+(?:\.\d+)?$/.test(value.trim()) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  if (Number.isNaN(seconds)) return undefined;
  return Math.min(Math.max(Math.ceil(seconds), shortestSeconds), longestSeconds);
}

export class LongRetryAfter extends Error {
  constructor(readonly response: PipelineResponse) {
    super('Azure asks to wait.');
  }
}

/** The SDK itself sets no bounds. */
export const retryAfterPolicy: PipelinePolicy = {
  name: 'arcGatewayRetryAfter',
  async sendRequest(request, next) {
    const response = await next(request);
    const { headers, status } = response;
    const own = inMilliseconds.map((name) => Number(headers.get(name) ?? NaN) / 1000).find((value) => value >= 0);
    for (const name of inMilliseconds) headers.delete(name);
    const seconds = own === undefined ? retryAfter(headers.get(header)) : retryAfter(own.toFixed(3));
    if (seconds === undefined) headers.delete(header);
    else headers.set(header, String(seconds));
    const isRetried = status === 429 || status === 503;
    if (isRetried && seconds !== undefined && seconds > longestInSdkSeconds) throw new LongRetryAfter(response);
    return response;
  },
};
