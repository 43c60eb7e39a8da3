import type { ExtensionContext } from 'vscode';
import { registerAssociation } from './association/register';
import { registerCommands } from './commands/register';
import { registerDiagnosis } from './diagnosis/register';
import { registerGateways } from './gateways/register';
import { registerPatching } from './patching/register';
import { createServices } from './services';
import { registerTraffic } from './traffic/register';
import { registerTree } from './tree/register';
import { registerVerification } from './verification/register';
import { registerWizard } from './wizard/register';

/** Registers the features. Synchronous, and without a word to the network: that waits until something is looked at. */
export function activate(context: ExtensionContext): void {
  const services = createServices(context);
  registerTree(context, services);
  registerWizard(context, services);
  registerPatching(context, services);
  registerDiagnosis(services);
  registerTraffic(context, services);
  registerVerification(context, services);
  registerCommands(services);
  registerAssociation(services);
  registerGateways(services);
}
