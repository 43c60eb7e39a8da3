/** Uses of connected servers; each may need its own hosts. */
export const scenarioTitles = {
  azureMonitor: 'Azure Monitor',
  defender: 'Microsoft Defender',
  sentinel: 'Microsoft Sentinel',
  updateManager: 'Azure Update Manager',
  sqlServer: 'SQL Server enabled by Azure Arc',
  sqlServerEntra: 'Entra sign-in to SQL Server',
  keyVault: 'Key Vault certificates',
  windowsAdminCenter: 'Windows Admin Center',
  ssh: 'SSH through Azure',
  extendedSecurityUpdates: 'Extended Security Updates',
  windowsLicensing: 'Hotpatching, Azure benefits and pay-as-you-go licenses',
  automationHybridWorker: 'Automation hybrid worker',
  dataServices: 'Azure Arc data services',
} as const;

export type Scenario = keyof typeof scenarioTitles;

export const scenarios = (Object.keys(scenarioTitles) as Scenario[]).map((id) => ({ id, title: scenarioTitles[id] }));
