import type { DiagnosisDependencies } from './dependencies';

export function registerDiagnosis(dependencies: DiagnosisDependencies): void {
  const { registerCommand } = dependencies;
  registerCommand('arcGateway.error.explain', async (argument) => (await chunk()).explainError(dependencies, argument));
  registerCommand('arcGateway.logs.open', async (argument) => (await chunk()).openLog(dependencies, argument));
  registerCommand('arcGateway.logs.collect', async (argument) =>
    (await chunk()).collectArcLogs(dependencies, argument),
  );
  registerCommand('arcGateway.network.precheck', async (argument) =>
    (await chunk()).checkNetwork(dependencies, argument),
  );
}

const chunk = () => import('./commands');
