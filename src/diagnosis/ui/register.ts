import type { DiagnosisNeeds } from './needs';

/** What went wrong, and what would: errors explained, logs summarised, the network checked before onboarding. */
export function registerDiagnosis(needs: DiagnosisNeeds): void {
  const { registerCommand } = needs;
  registerCommand('arcGateway.error.explain', async (argument) => (await chunk()).explainError(needs, argument));
  registerCommand('arcGateway.logs.open', async (argument) => (await chunk()).openLog(needs, argument));
  registerCommand('arcGateway.logs.collect', async (argument) => (await chunk()).collectArcLogs(needs, argument));
  registerCommand('arcGateway.network.precheck', async (argument) => (await chunk()).checkNetwork(needs, argument));
}

const chunk = () => import('./commands');
