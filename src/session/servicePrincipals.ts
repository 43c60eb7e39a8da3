import type { ExtensionContext } from 'vscode';
import { parseJson } from '../kernel/json';
import type { ServicePrincipal, ServicePrincipalId, ServicePrincipalProof } from '../kernel/servicePrincipal';

const listKey = 'arcGateway.servicePrincipals';
const secretKey = ({ tenantId, clientId }: ServicePrincipalId): string =>
  `arcGateway.servicePrincipal/${tenantId}/${clientId}`;

/** Service principals to sign in with. What proves them is in VS Code's secret storage, and nowhere else. */
export class ServicePrincipals {
  constructor(private readonly context: Pick<ExtensionContext, 'secrets' | 'globalState'>) {}

  /** The most recently stored one first; that one is in use. */
  get ids(): readonly ServicePrincipalId[] {
    return this.context.globalState.get<readonly ServicePrincipalId[]>(listKey) ?? [];
  }

  async current(): Promise<ServicePrincipal | undefined> {
    const [id] = this.ids;
    if (!id) return undefined;
    const stored = await this.context.secrets.get(secretKey(id));
    const read = stored === undefined ? undefined : parseJson(stored);
    // What this class did not write proves nothing.
    return read?.ok ? { ...id, proof: read.value as ServicePrincipalProof } : undefined;
  }

  /** The list first: whoever hears that a secret has changed finds what it belongs to. */
  async store({ proof, ...id }: ServicePrincipal): Promise<void> {
    await this.context.globalState.update(listKey, [id, ...this.without(id)]);
    await this.context.secrets.store(secretKey(id), JSON.stringify(proof));
  }

  async forget(id: ServicePrincipalId): Promise<void> {
    await this.context.globalState.update(listKey, this.without(id));
    await this.context.secrets.delete(secretKey(id));
  }

  private without(id: ServicePrincipalId): readonly ServicePrincipalId[] {
    return this.ids.filter((each) => secretKey(each) !== secretKey(id));
  }
}
