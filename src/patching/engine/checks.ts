import { guid } from '../../kernel/guid';
import * as l10n from '@vscode/l10n';
import { cloud } from '../../planning/targets/servers';
import { type Connect, flagNamed, isAgent } from './connect';
import type { Context } from './context';

export function checkConnects(context: Context, connects: readonly Connect[]): void {
  for (const connect of connects) checkConnect(context, connect);
  const tenants = connects.map((connect) => {
    const value = flagNamed(connect, 'tenant-id')?.value;
    return value && context.values.keyOf(value);
  });
  const other = connects.find((_, index) => tenants[index] !== tenants[0]);
  if (other)
    context.patch.refuse(
      other.command.start,
      l10n.t('This script connects to several tenants, but a gateway serves only one.'),
    );
}

function checkConnect({ values, patch, site }: Context, connect: Connect): void {
  const textOf = (name: string): string | undefined => {
    const value = flagNamed(connect, name)?.value;
    return value && values.textOf(value);
  };
  const at = (name: string): number => flagNamed(connect, name)?.argument.word.start ?? connect.command.start;
  if (flagNamed(connect, 'private-link-scope') && textOf('private-link-scope') !== '') {
    patch.refuse(
      at('private-link-scope'),
      l10n.t('A private link scope and a gateway exclude each other. Choose one of them.'),
    );
  }
  const inCloud = textOf('cloud');
  if (inCloud !== undefined && inCloud.toLowerCase() !== cloud.toLowerCase()) {
    patch.refuse(
      at('cloud'),
      l10n.t`An Arc gateway serves only the Azure public cloud, but this script connects to ${inCloud}.`,
    );
  }
  const tenant = textOf('tenant-id');
  if (tenant !== undefined && guid.test(tenant) && tenant.toLowerCase() !== site.azure.tenantId.toLowerCase()) {
    patch.refuse(
      at('tenant-id'),
      l10n.t('This script connects to a different tenant than the site. A gateway serves only one tenant.'),
    );
  }
  if (connect.flags.filter(({ name }) => name === 'gateway-id').length > 1) {
    patch.refuse(at('gateway-id'), l10n.t('--gateway-id occurs more than once.'));
  }
  if (flagNamed(connect, 'proxy')) {
    patch.note(
      at('proxy'),
      'error',
      'connect.proxy',
      l10n.t('azcmagent connect has no --proxy and fails with it. The install script has this option.'),
    );
  }
  if (flagNamed(connect, 'config')) {
    patch.note(
      at('config'),
      'info',
      'connect.config',
      l10n.t('More settings come from a file. Make sure that it contains no private link scope.'),
    );
  }
}

export function checkSettings(context: Context): void {
  const { model, values, patch } = context;
  for (const { words } of model.commands) {
    const at = words.findIndex((word) => isAgent(context, word));
    if (at < 0) continue;
    const [verb, action, key, value] = words.slice(at + 1, at + 5).map((word) => values.textOf(word));
    if (verb !== 'config' || action !== 'set') continue;
    if (key === 'connection.type' && value === 'direct') {
      patch.note(
        words[at]?.start ?? 0,
        'error',
        'connection.direct',
        l10n.t('With this setting, the agent bypasses the gateway.'),
      );
    } else if (key === 'proxy.bypass') {
      patch.note(
        words[at]?.start ?? 0,
        'warning',
        'proxy.bypass',
        l10n.t('A proxy bypass has no effect with a gateway.'),
      );
    }
  }
}
