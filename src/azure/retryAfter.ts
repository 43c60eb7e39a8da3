import type { PipelinePolicy, PipelineResponse } from '@azure/core-rest-pipeline';

/** Azure's own examples ask for 200 seconds; what is longer is no request to wait but a defect, or somebody else's. */
const longestSeconds = 300;
/** What is asked for again at once is refused again at once. */
const shortestSeconds = 1;
/** Longer waits are not left to the SDK, which says nothing while it waits. */
const longestInSdkSeconds = 60;

const header = 'retry-after';
/** The forms that the SDK knows beside the standard one. */
const inMilliseconds = ['retry-after-ms', 'x-ms-retry-after-ms'];

/** `Retry-After` in whole seconds within reason, from either of its forms; undefined when absent or unreadable. */
export function retryAfter(value: string | undefined): number | undefined {
  if (!value) return undefined;
  const seconds = /^[-+]?\d+(?:\.\d+)?$/.test(value.trim()) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  if (Number.isNaN(seconds)) return undefined;
  return Math.min(Math.max(Math.ceil(seconds), shortestSeconds), longestSeconds);
}

/** An answer that asks for a longer wait than the SDK is left alone with. */
export class AsksToWait extends Error {
  constructor(readonly response: PipelineResponse) {
    super('Azure asks to wait.');
  }
}

/** Brings what an answer asks for within reason before the SDK obeys it: it would wait for 30 years, or not at all. */
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
    if (isRetried && seconds !== undefined && seconds > longestInSdkSeconds) throw new AsksToWait(response);
    return response;
  },
};
