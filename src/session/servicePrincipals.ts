import * as v from 'valibot';
import type { ExtensionContext } from 'vscode';
import { parseJson } from '../kernel/json';
import type { ServicePrincipal, ServicePrincipalId, ServicePrincipalProof } from '../kernel/servicePrincipal';

const listKey = 'arcGateway.servicePrincipals';
const secretKey = ({ tenantId, clientId }: ServicePrincipalId): string =>
  `arcGateway.servicePrincipal/${tenantId}/${clientId}`;

const filled = v.pipe(v.string(), v.nonEmpty());
const storedId: v.GenericSchema<unknown, ServicePrincipalId> = v.object({ tenantId: filled, clientId: filled });
const storedProof: v.GenericSchema<unknown, ServicePrincipalProof> = v.variant('kind', [
  v.object({ kind: v.literal('secret'), secret: filled }),
  v.object({ kind: v.literal('certificate'), pem: filled }),
]);

/** Secrets and certificates are only in VS Code’s secret storage. */
export class ServicePrincipals {
  constructor(private readonly context: Pick<ExtensionContext, 'secrets' | 'globalState'>) {}

  /** Latest first; the first is in use. */
  get ids(): readonly ServicePrincipalId[] {
    const stored = this.context.globalState.get<unknown>(listKey);
    return Array.isArray(stored) ? stored.flatMap(readId) : [];
  }

  async current(): Promise<ServicePrincipal | undefined> {
    const [id] = this.ids;
    if (!id) return undefined;
    const stored = await this.context.secrets.get(secretKey(id));
    const proof = stored === undefined ? undefined : readProof(stored);
    return proof && { ...id, proof };
  }

  /** List first: listeners for secret changes read it. */
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

// Ignores foreign values.
function readId(value: unknown): readonly ServicePrincipalId[] {
  const read = v.safeParse(storedId, value);
  return read.success ? [read.output] : [];
}

function readProof(text: string): ServicePrincipalProof | undefined {
  const json = parseJson(text);
  const read = json.ok ? v.safeParse(storedProof, json.value) : undefined;
  return read?.success ? read.output : undefined;
}
