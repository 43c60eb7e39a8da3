import * as vscode from 'vscode';
import { say } from '../kernel/text/boxText';
import { createStatusItem, type StatusItem } from '../vscode/boxes/statusBar';
import type { AzureSession } from './azureSession';

/** Click to leave the sample tenant. */
export function registerSampleBadge(tenant: AzureSession): vscode.Disposable {
  let badge: StatusItem | undefined;
  const update = (): void => {
    if (!tenant.isSample) {
      badge?.dispose();
      badge = undefined;
      return;
    }
    badge ??= createBadge();
    badge.show();
  };
  const listener = tenant.onDidChange(update);
  update();
  return vscode.Disposable.from(listener, { dispose: () => badge?.dispose() });
}

function createBadge(): StatusItem {
  const badge = createStatusItem('arcGateway.sample', 10);
  badge.name = say`Azure Arc sample tenant`;
  badge.text = say`$(telescope) Arc sample tenant`;
  badge.tooltip = say`The Azure Arc view shows a sample tenant. Click to leave it.`;
  // A click beside it leaves nothing by mistake.
  badge.command = { title: '', command: 'arcGateway.sample.leave', arguments: [{ asksFirst: true }] };
  return badge;
}
