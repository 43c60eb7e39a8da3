import { createDefaultHttpClient, type HttpClient } from '@azure/core-rest-pipeline';

// The endpoint is on the machine or one hop away. Where there is none, the packets may vanish without a word.
const timeoutMilliseconds = 10_000;

/**
 * The way to the endpoint that gives out a machine's managed identity. What proves to it that we may ask travels over
 * plain HTTP, so no proxy of the environment may come between; it could not find the endpoint anyway.
 */
export function machineEndpoint(): HttpClient {
  const client = createDefaultHttpClient();
  return {
    sendRequest(request) {
      request.agent = undefined;
      request.timeout = timeoutMilliseconds;
      return client.sendRequest(request);
    },
  };
}
