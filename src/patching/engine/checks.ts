import { guid } from '../../kernel/guid';
import { cloud } from '../../planning/targets/servers';
import { type Connect, flagNamed, runsAgent } from './connect';
import type { Context } from './context';
import { isPlaceholder } from './placeholder';

export function checkConnects(context: Context, connects: readonly Connect[]): void {
  for (const connect of connects) checkConnect(context, connect);
  const tenants = connects.map((connect) => {
    const value = flagNamed(connect, 'tenant-id')?.value;
    return value && context.values.keyOf(value);
  });
  const other = connects.find((_, index) => tenants[index] !== tenants[0]);
  if (other) context.patch.refuse(other.command.start, { code: 'connect.severalTenants' });
}

function checkConnect({ values, patch, site }: Context, connect: Connect): void {
  const textOf = (name: string): string | undefined => {
    const value = flagNamed(connect, name)?.value;
    return value && values.textOf(value);
  };
  const at = (name: string): number => flagNamed(connect, name)?.argument.word.start ?? connect.command.start;
  if (flagNamed(connect, 'private-link-scope') && textOf('private-link-scope') !== '') {
    patch.refuse(at('private-link-scope'), { code: 'connect.privateLink' });
  }
  const inCloud = textOf('cloud');
  if (inCloud !== undefined && inCloud.toLowerCase() !== cloud.toLowerCase() && !isPlaceholder(inCloud)) {
    patch.refuse(at('cloud'), { code: 'connect.otherCloud', cloud: inCloud });
  }
  const tenant = textOf('tenant-id');
  if (tenant !== undefined && guid.test(tenant) && tenant.toLowerCase() !== site.azure.tenantId.toLowerCase()) {
    patch.refuse(at('tenant-id'), { code: 'connect.otherTenant' });
  }
  if (flagNamed(connect, 'proxy')) {
    patch.note(at('proxy'), 'error', { code: 'connect.proxy' });
  }
  if (flagNamed(connect, 'config')) {
    patch.note(at('config'), 'info', { code: 'connect.config' });
  }
}

export function checkSettings(context: Context): void {
  const { model, values, patch } = context;
  for (const command of model.commands) {
    const { words } = command;
    const at = words.findIndex((word) => runsAgent(context, command, word));
    if (at < 0) continue;
    const [verb, action, key, value] = words.slice(at + 1, at + 5).map((word) => values.textOf(word));
    if (verb !== 'config' || action !== 'set') continue;
    if (key === 'connection.type' && value === 'direct') {
      patch.note(words[at]?.start ?? 0, 'error', { code: 'connection.direct' });
    } else if (key === 'proxy.bypass') {
      patch.note(words[at]?.start ?? 0, 'warning', { code: 'proxy.bypass' });
    }
  }
}
