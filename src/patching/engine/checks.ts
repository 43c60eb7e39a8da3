import { cloud } from '../../planning/targets/servers';
import { type Connect, flagNamed, isAgent } from './connect';
import type { Context } from './context';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Refuses connects that a gateway is not for, and connects that do not belong together. */
export function checkConnects(context: Context, connects: readonly Connect[]): void {
  for (const connect of connects) checkConnect(context, connect);
  const tenants = connects.map((connect) => {
    const value = flagNamed(connect, 'tenant-id')?.value;
    return value && context.values.keyOf(value);
  });
  const other = connects.find((_, index) => tenants[index] !== tenants[0]);
  if (other)
    context.draft.refuse(other.command.start, 'This script connects to several tenants; a gateway serves one.');
}

function checkConnect({ values, draft, site }: Context, connect: Connect): void {
  const textOf = (name: string): string | undefined => {
    const value = flagNamed(connect, name)?.value;
    return value && values.textOf(value);
  };
  const at = (name: string): number => flagNamed(connect, name)?.argument.word.start ?? connect.command.start;
  if (flagNamed(connect, 'private-link-scope') && textOf('private-link-scope') !== '') {
    draft.refuse(at('private-link-scope'), 'A private link scope and a gateway exclude each other. Decide for one.');
  }
  const inCloud = textOf('cloud');
  if (inCloud !== undefined && inCloud.toLowerCase() !== cloud.toLowerCase()) {
    draft.refuse(
      at('cloud'),
      `An Arc gateway serves Azure’s public cloud only, and this script connects to ${inCloud}.`,
    );
  }
  const tenant = textOf('tenant-id');
  if (tenant !== undefined && guid.test(tenant) && tenant.toLowerCase() !== site.azure.tenantId.toLowerCase()) {
    draft.refuse(at('tenant-id'), 'This script connects to another tenant than the topology’s; a gateway serves one.');
  }
  if (connect.flags.filter(({ name }) => name === 'gateway-id').length > 1) {
    draft.refuse(at('gateway-id'), '--gateway-id is given more than once.');
  }
  if (flagNamed(connect, 'proxy')) {
    draft.note(
      at('proxy'),
      'error',
      'connect.proxy',
      'azcmagent connect has no --proxy and fails with it; the install script has one.',
    );
  }
  if (flagNamed(connect, 'config')) {
    draft.note(
      at('config'),
      'info',
      'connect.config',
      'Further settings come from a file; see that it names no private link scope.',
    );
  }
}

/** Notes settings of the agent that keep it from using the gateway. */
export function checkSettings(context: Context): void {
  const { model, values, draft } = context;
  for (const { words } of model.commands) {
    const at = words.findIndex((word) => isAgent(context, word));
    if (at < 0) continue;
    const [verb, action, key, value] = words.slice(at + 1, at + 5).map((word) => values.textOf(word));
    if (verb !== 'config' || action !== 'set') continue;
    if (key === 'connection.type' && value === 'direct') {
      draft.note(
        words[at]?.start ?? 0,
        'error',
        'connection.direct',
        'This setting makes the agent go round the gateway.',
      );
    } else if (key === 'proxy.bypass') {
      draft.note(words[at]?.start ?? 0, 'warning', 'proxy.bypass', 'A proxy bypass has no effect with a gateway.');
    }
  }
}
