import type { ExtensionContext } from 'vscode';
import { registerAssociation } from './association/ui/register';
import { registerCommands } from './account/register';
import { api, type ArcGatewayApi } from './api';
import { registerDiagnosis } from './diagnosis/ui/register';
import { registerGateways } from './gateways/ui/register';
import { registerPages } from './pages/register';
import { registerPatching } from './patching/ui/register';
import { createServices } from './services';
import { createLog } from './vscode/log';
import { registerSites } from './sites/register';
import { registerTraffic } from './traffic/register';
import { registerTree } from './inventory/tree/register';
import { registerVerification } from './verification/ui/register';
import { registerWizard } from './wizard/register';

const log = createLog();

/** Registers the features, and returns what other extensions get. Synchronous, and without a word to the network: that waits until something is looked at. */
export function activate(context: ExtensionContext): ArcGatewayApi {
  const services = createServices(context, log);
  registerTree(context, services);
  registerSites(context);
  registerWizard(context, services);
  registerPatching(context, services);
  registerDiagnosis({ ...services, subscriptions: context.subscriptions });
  registerTraffic(context, services);
  registerVerification(context, services);
  registerCommands(services);
  registerAssociation(services);
  registerGateways(services);
  registerPages(services);
  return api;
}

/** The window waits for the last lines of the log. */
export const deactivate = (): Promise<void> => log.close();
