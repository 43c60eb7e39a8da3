import type { TokenCredential } from '@azure/core-auth';

const hour = 3_600_000;

/** A credential that needs nobody to sign in; the sample tenant accepts any token. */
export const sampleCredential: TokenCredential = {
  getToken: async () => ({ token: 'sample', expiresOnTimestamp: Date.now() + hour }),
};
