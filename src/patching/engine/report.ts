import * as l10n from '@vscode/l10n';
import { sameResource } from '../../kernel/resources';
import { type Context, gatewayName } from './context';
import { entryLike } from './downloadersOfWindows';
import type { GatewayExpression, GatewayVariable } from './gatewayExpression';
import type { TableEntry, Table } from './model';
import { isHandedOver, isInScopeOf } from './order';

const named = (table: Table, key: string): TableEntry | undefined =>
  table.entries.find((entry) => entry.key.toLowerCase() === key);

const isSeen = ({ model }: Context, { variable, declaredAt }: GatewayVariable, table: Table): boolean =>
  /^\$\{?(env|script|global):/i.test(variable)
    ? !isHandedOver(model, declaredAt, table)
    : isInScopeOf(model, declaredAt, table);

/** Adds the gateway to the failure report, a hashtable in the catch block. */
export function patchReport(context: Context, expression: GatewayExpression): void {
  const { model, values, patch, dialect, site } = context;
  for (const table of model.tables) {
    if (!named(table, 'messagetype') || !named(table, 'subscriptionid')) continue;
    const present = named(table, 'gatewayid')?.value;
    if (present) {
      const isFixed = present.parts.every((part) => 'text' in part);
      if (isFixed && !sameResource(values.textOf(present) ?? '', site.gateway.id)) {
        patch.replace(
          present,
          dialect.quoted(site.gateway.id, present.quote),
          'gateway',
          l10n.t`Reports failures with the gateway ${gatewayName(site)}.`,
        );
      }
      continue;
    }
    const like = named(table, 'authtype') ?? named(table, 'tenantid') ?? table.entries[0];
    if (!like) continue;
    const value =
      'variable' in expression && isSeen(context, expression, table)
        ? dialect.reference(expression.variable, '"')
        : dialect.quoted(site.gateway.id, '"');
    patch.insert(
      like.end,
      entryLike(context, table, like, 'gatewayId', value),
      'gateway',
      l10n.t('Names the gateway in the failure report.'),
    );
  }
}
