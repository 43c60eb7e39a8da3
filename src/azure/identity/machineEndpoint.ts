import { createDefaultHttpClient, type HttpClient } from '@azure/core-rest-pipeline';

// The endpoint is at most one hop away; where there is none, packets may be dropped silently.
const timeoutMilliseconds = 10_000;

/** For managed identities. The proof of access travels over plain HTTP, so never through a proxy. */
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
