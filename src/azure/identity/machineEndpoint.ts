import { createDefaultHttpClient, type HttpClient } from '@azure/core-rest-pipeline';

// The endpoint is at most one hop away; where there is none, packets may be dropped silently.
const timeoutMilliseconds = 10_000;

/**
 * Client for the endpoint of a machine's managed identity. The proof of access travels over plain HTTP, so it never
 * goes through a proxy of the environment, which could not reach the endpoint anyway.
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
