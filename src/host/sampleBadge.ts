import * as vscode from 'vscode';
import type { Tenant } from './tenant';

/** A status bar item that is there exactly as long as the sample tenant is in use, and leads out of it. */
export function registerSampleBadge(tenant: Tenant): vscode.Disposable {
  let badge: vscode.StatusBarItem | undefined;
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

function createBadge(): vscode.StatusBarItem {
  const badge = vscode.window.createStatusBarItem('arcGateway.sample', vscode.StatusBarAlignment.Left, 10);
  badge.name = 'Azure Arc sample tenant';
  badge.text = '$(beaker) Arc sample tenant';
  badge.tooltip = 'The Azure Arc view shows a made-up tenant. Click to leave it.';
  badge.command = 'arcGateway.sample.leave';
  return badge;
}
