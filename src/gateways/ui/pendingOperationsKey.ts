import type { Memento } from 'vscode';

export const pendingOperationsKey = 'arcGateway.gatewayOperations';

/** Whether any may be stored; what reads them is loaded then. */
export function mayHavePendingOperations(state: Pick<Memento, 'get'>): boolean {
  const stored = state.get<unknown>(pendingOperationsKey);
  return Array.isArray(stored) && stored.length > 0;
}
