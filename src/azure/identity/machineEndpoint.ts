import { createDefaultHttpClient, type HttpClient } from '@azure/core-rest-pipeline';

// At most one hop away; if absent, packets may be dropped silently.
const timeoutMilliseconds = 10_000;

/** For managed identities. Bypasses proxies, because credentials travel over plain HTTP. */
export function machineEndpoint(): HttpClient {
  const client = createDefaultHttpClient();
  return {
    sendRequest(request) {
      delete request.agent;
      request.timeout = timeoutMilliseconds;
      return client.sendRequest(request);
    },
  };
}
