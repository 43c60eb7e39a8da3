import type { CopyId } from '../contract/resourcePage';
import { isRecord } from '../kernel/isRecord';
import { lookUp } from '../kernel/lookUp';
import type { ArcApi } from '../kernel/ports';
import { redact } from '../kernel/redact';
import type { ArcResource } from '../kernel/resources';
import { bareWord, bashLiteral } from '../kernel/text/quote';
import { noDnsName } from './errors';
import { pageKind } from './kinds';

type ReadResource = Pick<ArcApi, 'resource'>['resource'];

/** What to copy of a resource; `read` asks Azure, for what only ARM has. Throws `ArcError`. */
export async function copiedText(resource: ArcResource, what: CopyId, read: ReadResource): Promise<string> {
  const signal = AbortSignal.timeout(60_000);
  switch (what) {
    case 'name':
      return resource.name;
    case 'id':
      return resource.id;
    case 'cli':
      return cliCommand(resource);
    case 'json':
      return azureJson(await read(resource.id, signal));
    case 'fqdn':
      return resource.kind === 'gateway' ? gatewayHost(resource) : dnsName(resource, await read(resource.id, signal));
  }
}

/** As Azure said it, without secrets. */
export const azureJson = (value: unknown): string => redact(JSON.stringify(value, undefined, 2));

/** Shows it; for bash, and for PowerShell unless a name has a quote, which Azure allows in none. */
export function cliCommand({ kind, name, resourceGroup, subscriptionId }: ArcResource): string {
  const word = (text: string): string => bareWord(text) ?? bashLiteral(text);
  const where = ['--name', word(name), '--resource-group', word(resourceGroup), '--subscription', word(subscriptionId)];
  return ['az', ...pageKind(kind).cli, 'show', ...where].join(' ');
}

function gatewayHost({ endpoint, name }: Extract<ArcResource, { readonly kind: 'gateway' }>): string {
  if (endpoint === undefined) throw noDnsName(name);
  return endpoint;
}

/** The machine’s own; the one in its domain if it says so. */
function dnsName({ name }: ArcResource, value: unknown): string {
  const properties = isRecord(value) ? lookUp(value, 'properties') : undefined;
  const names = isRecord(properties) ? ['dnsFqdn', 'machineFqdn'].map((key) => lookUp(properties, key)) : [];
  const found = names.find((each) => typeof each === 'string' && each.trim() !== '');
  if (typeof found !== 'string') throw noDnsName(name);
  return found.trim();
}
