import { knownPrincipal } from '../support/loopbackAzure';
import type { Workbench } from './workbench';

/** Answers the questions after a service principal with the one that the loopback tenant knows. */
export async function enterServicePrincipal({ quickInput, page }: Workbench): Promise<void> {
  const input = (prompt: string) => page.locator('.quick-input-widget').getByText(prompt).waitFor();
  await input('Directory (tenant) ID');
  await quickInput.accept(knownPrincipal.tenantId);
  await input('Application (client) ID');
  await quickInput.accept(knownPrincipal.clientId);
  await quickInput.choose('Client secret');
  await input('Client secret value');
  await quickInput.accept(knownPrincipal.secret);
}
