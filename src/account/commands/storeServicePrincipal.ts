import * as vscode from 'vscode';
import { canceled } from '../../kernel/errors';
import type { Result } from '../../kernel/result';
import { parseCertificate, parseGuid, parseSecret, type ServicePrincipalProof } from '../../kernel/servicePrincipal';
import { type BoxText, foreign, say } from '../../kernel/text/boxText';
import { askForFile } from '../../vscode/boxes/fileDialogs';
import { askText, type TextOptions } from '../../vscode/boxes/inputs';
import { pickOne } from '../../vscode/boxes/picks';
import { ServicePrincipals } from '../../session/servicePrincipals';
import { getSetting, setSetting } from '../../vscode/settings';
import { servicePrincipalInvalid } from '../errors';
import type { AccountDependencies } from './dependencies';

const title = say`Store a service principal`;

/** Stores a service principal in VS Code's secret storage, and reports whether Azure accepts it. */
export async function storeServicePrincipal({ context, inventory, selection }: AccountDependencies): Promise<void> {
  const servicePrincipals = new ServicePrincipals(context);
  const [known] = servicePrincipals.ids;
  const tenantId = await ask(
    { prompt: say`Directory (tenant) ID`, value: known?.tenantId ?? selection.tenantId ?? '' },
    (text) => parseGuid(text),
  );
  const clientId = await ask({ prompt: say`Application (client) ID`, value: known?.clientId ?? '' }, parseGuid);
  const proof = await askForProof();
  await servicePrincipals.store({ tenantId, clientId, proof });
  if (getSetting('arcGateway.authentication') !== 'servicePrincipal') {
    await setSetting('arcGateway.authentication', 'servicePrincipal');
  }
  await inventory.refresh();
  // VS Code reports changed settings and secrets later, and each change restarts loading.
  await inventory.ensure();
  if (inventory.problem?.code === 'SignedOut') throw inventory.problem;
}

async function askForProof(): Promise<ServicePrincipalProof> {
  const secret = {
    label: say`Client secret`,
    detail: say`The secret’s value, from “Certificates & secrets” of the application`,
  };
  const certificate = {
    label: say`Certificate`,
    detail: say`A PEM file with the certificate and its private key`,
  };
  const chosen = await pickOne([secret, certificate], {
    title,
    placeHolder: say`Credential of the application`,
  });
  if (!chosen) throw canceled();
  return chosen === secret ? ask({ prompt: say`Client secret value`, password: true }, parseSecret) : readCertificate();
}

async function ask<T>(options: Omit<TextOptions, 'title'>, parse: (text: string) => Result<T, string>): Promise<T> {
  const validateInput = (text: string): BoxText | undefined => {
    const parsed = parse(text);
    return parsed.ok ? undefined : foreign('typed', parsed.error);
  };
  const text = await askText({ title, ...options, validateInput });
  if (text === undefined) throw canceled();
  return valueOf(parse(text));
}

async function readCertificate(): Promise<ServicePrincipalProof> {
  const file = await askForFile({ title, filters: { PEM: ['pem', 'crt', 'cer'] } });
  if (!file) throw canceled();
  return valueOf(parseCertificate(new TextDecoder().decode(await vscode.workspace.fs.readFile(file))));
}

function valueOf<T>(parsed: Result<T, string>): T {
  if (parsed.ok) return parsed.value;
  throw servicePrincipalInvalid(parsed.error);
}
