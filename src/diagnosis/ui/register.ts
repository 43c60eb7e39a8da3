import type { DiagnosisDependencies } from './dependencies';

/** Each command loads what it needs. */
export function registerDiagnosis(dependencies: DiagnosisDependencies): void {
  const { registerCommand } = dependencies;
  registerCommand('arcGateway.error.explain', async (argument) =>
    (await import('./explainError')).explainError(dependencies, argument),
  );
  registerCommand('arcGateway.error.explainClipboard', async () =>
    (await import('./explainError')).explainClipboard(dependencies),
  );
  registerCommand('arcGateway.logs.open', async (argument) =>
    (await import('./openLog')).openLog(dependencies, argument),
  );
  registerCommand('arcGateway.logs.collect', async (argument) =>
    (await import('./collectArcLogs')).collectArcLogs(dependencies, argument),
  );
  registerCommand('arcGateway.network.precheck', async (argument) =>
    (await import('./checkNetwork')).checkNetwork(dependencies, argument),
  );
  const proxyLogs = () => import('./proxyLogs/commands');
  registerCommand('arcGateway.cluster.followLogs', async (argument) =>
    (await proxyLogs()).followProxyLog(dependencies, argument),
  );
  registerCommand('arcGateway.cluster.stopLogs', async () => (await proxyLogs()).stopProxyLog());
  registerCommand('arcGateway.cluster.summarizeLogs', async (argument) =>
    (await proxyLogs()).summarizeProxyLog(dependencies, argument),
  );
}
