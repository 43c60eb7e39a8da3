import type { RemoteScript } from '../ports';
import type { OperatingSystem } from '../resources';

export const systemNames: Readonly<Record<OperatingSystem, string>> = { linux: 'Linux', windows: 'Windows' };

export const shellOf: Readonly<Record<OperatingSystem, RemoteScript['shell']>> = {
  linux: 'bash',
  windows: 'powershell',
};
