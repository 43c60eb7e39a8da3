import type { TokenCredential } from '@azure/core-auth';

const hour = 3_600_000;

/** The sample tenant accepts any token. */
export const sampleCredential: TokenCredential = {
  getToken: async () => ({ token: 'sample', expiresOnTimestamp: Date.now() + hour }),
};
