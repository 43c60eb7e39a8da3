import type { Rule } from './rule';

export const noBrowserOnLinux: Rule = ({ identity, targets }) =>
  identity.method === 'interactive' && targets.os.includes('linux')
    ? {
        code: 'identity.noBrowserOnLinux',
        severity: 'info',
        path: 'identity.method',
        message:
          'Sign-in in a browser on the server works on Windows with a desktop; Linux shows a device code instead.',
        fix: 'Nothing, if a code per Linux server is fine; otherwise use a service principal.',
        source: 'learn.microsoft.com/azure/azure-arc/servers/azcmagent-connect (read 2026-11)',
      }
    : undefined;
