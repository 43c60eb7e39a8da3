import { sameResource } from '../resources';
import { type Context, gatewayName } from './context';
import { entryLike } from './downloadersOfWindows';
import type { GatewayExpression } from './gateway';
import type { Entry, Table } from './model';

const named = (table: Table, key: string): Entry | undefined =>
  table.entries.find((entry) => entry.key.toLowerCase() === key);

/** Adds the gateway to what a failed onboarding reports to Azure: the hashtable of the catch block. */
export function patchReport(context: Context, expression: GatewayExpression): void {
  const { model, values, draft, dialect, topology } = context;
  for (const table of model.tables) {
    if (!named(table, 'messagetype') || !named(table, 'subscriptionid')) continue;
    const present = named(table, 'gatewayid')?.value;
    if (present) {
      const isFixed = present.parts.every((part) => 'text' in part);
      if (isFixed && !sameResource(values.textOf(present) ?? '', topology.gateway.id)) {
        draft.replace(
          present,
          dialect.quoted(topology.gateway.id, present.quote),
          'gateway',
          `Reports failures with the gateway ${gatewayName(topology)}.`,
        );
      }
      continue;
    }
    const like = named(table, 'authtype') ?? named(table, 'tenantid') ?? table.entries[0];
    if (!like) continue;
    const value =
      'variable' in expression ? dialect.reference(expression.variable, '"') : dialect.quoted(topology.gateway.id, '"');
    draft.insert(
      like.end,
      entryLike(context, table, like, 'gatewayId', value),
      'gateway',
      'Names the gateway in the failure report.',
    );
  }
}
