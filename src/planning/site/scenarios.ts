/** What is done with connected servers beyond connecting them; each may need hosts of its own. */
export const scenarios = [
  { id: 'azureMonitor', title: 'Azure Monitor' },
  { id: 'defender', title: 'Microsoft Defender' },
  { id: 'sentinel', title: 'Microsoft Sentinel' },
  { id: 'updateManager', title: 'Azure Update Manager' },
  { id: 'sqlServer', title: 'SQL Server enabled by Azure Arc' },
  { id: 'sqlServerEntra', title: 'Entra sign-in to SQL Server' },
  { id: 'keyVault', title: 'Key Vault certificates' },
  { id: 'windowsAdminCenter', title: 'Windows Admin Center' },
  { id: 'ssh', title: 'SSH through Azure' },
  { id: 'extendedSecurityUpdates', title: 'Extended Security Updates' },
  { id: 'windowsLicensing', title: 'Hotpatching, Azure benefits and pay-as-you-go licences' },
  { id: 'automationHybridWorker', title: 'Automation hybrid worker' },
  { id: 'dataServices', title: 'Azure Arc data services' },
] as const;

export type Scenario = (typeof scenarios)[number]['id'];
