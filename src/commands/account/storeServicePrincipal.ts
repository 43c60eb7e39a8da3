import * as vscode from 'vscode';
import {
  ArcError,
  cancelled,
  parseCertificate,
  parseGuid,
  parseSecret,
  type Result,
  type ServicePrincipalProof,
} from '../../core';
import { ServicePrincipals } from '../../host/servicePrincipals';
import { getSetting, setSetting } from '../../host/settings';
import type { AccountNeeds } from './needs';

const title = 'Store a service principal';

/** Asks for a service principal, keeps it in VS Code's secret storage, and shows at once whether Azure accepts it. */
export async function storeServicePrincipal({ context, inventory, selection }: AccountNeeds): Promise<void> {
  const servicePrincipals = new ServicePrincipals(context);
  const [known] = servicePrincipals.ids;
  const tenantId = await ask(
    { prompt: 'Directory (tenant) ID', value: known?.tenantId ?? selection.tenantId ?? '' },
    (text) => parseGuid(text, 'tenant ID'),
  );
  const clientId = await ask({ prompt: 'Application (client) ID', value: known?.clientId ?? '' }, (text) =>
    parseGuid(text, 'client ID'),
  );
  const proof = await askForProof();
  await servicePrincipals.store({ tenantId, clientId, proof });
  if (getSetting('arcGateway.authentication') !== 'servicePrincipal') {
    await setSetting('arcGateway.authentication', 'servicePrincipal');
  }
  await inventory.refresh();
  // VS Code tells of a changed setting or secret in its own time, and each begins the reading anew.
  await inventory.ensure();
  if (inventory.problem?.code === 'SignedOut') throw inventory.problem;
}

async function askForProof(): Promise<ServicePrincipalProof> {
  const secret = { label: 'Client secret', detail: 'Its value, from Certificates & secrets of the application.' };
  const certificate = { label: 'Certificate', detail: 'A PEM file with the certificate and its private key.' };
  const chosen = await vscode.window.showQuickPick([secret, certificate], {
    title,
    placeHolder: 'What the application proves itself with',
    ignoreFocusOut: true,
  });
  if (!chosen) throw cancelled();
  return chosen === secret
    ? ask({ prompt: 'Value of the client secret', password: true }, parseSecret)
    : readCertificate();
}

/** An input box that accepts only what `parse` does. */
async function ask<T>(options: vscode.InputBoxOptions, parse: (text: string) => Result<T, string>): Promise<T> {
  const validateInput = (text: string): string | undefined => {
    const parsed = parse(text);
    return parsed.ok ? undefined : parsed.error;
  };
  const text = await vscode.window.showInputBox({ title, ignoreFocusOut: true, ...options, validateInput });
  if (text === undefined) throw cancelled();
  return valueOf(parse(text));
}

async function readCertificate(): Promise<ServicePrincipalProof> {
  const [file] = (await vscode.window.showOpenDialog({ title, filters: { PEM: ['pem', 'crt', 'cer'] } })) ?? [];
  if (!file) throw cancelled();
  return valueOf(parseCertificate(new TextDecoder().decode(await vscode.workspace.fs.readFile(file))));
}

function valueOf<T>(parsed: Result<T, string>): T {
  if (parsed.ok) return parsed.value;
  throw new ArcError({ code: 'InvalidInput', field: 'servicePrincipal' }, parsed.error);
}
