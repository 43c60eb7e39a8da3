interface Extension {
  readonly name: string;
  readonly publisher: string;
  readonly version: string;
}

export const windowsExtensions: readonly Extension[] = [
  { name: 'AzureMonitorWindowsAgent', publisher: 'Microsoft.Azure.Monitor', version: '1.37.0.0' },
  { name: 'WindowsPatchExtension', publisher: 'Microsoft.CPlat.Core', version: '1.5.76' },
];
export const linuxExtensions: readonly Extension[] = [
  { name: 'AzureMonitorLinuxAgent', publisher: 'Microsoft.Azure.Monitor', version: '1.36.1' },
];
