import { describe, expect, test } from 'vitest';
import type { ArcApi } from '../../../../src/kernel/ports';
import { askForGateway } from '../../../../src/gateways/ui/commands/questions';
import type { Ask } from '../../../../src/vscode/ask';
import { apiOver, branches, production, quiet, sampleTenant } from '../../azure/support';

/** What the person says to each question: a label to pick, a text to type, or the way back. */
type Said = string | { readonly back: true };
const back: Said = { back: true };

interface Asked {
  readonly step: number | undefined;
  readonly labels?: readonly string[];
  readonly active?: string | undefined;
  readonly value?: string | undefined;
  readonly refusals: readonly string[];
}

/** Answers the questions in turn. What is refused is answered by the next in turn, as in VS Code. */
function person(...says: Said[]): { ask: Ask; asked: Asked[] } {
  const asked: Asked[] = [];
  const next = (): Said => {
    const said = says.shift();
    if (said === undefined) throw new Error('More was asked than was expected.');
    return said;
  };
  const ask: Ask = {
    async pick({ position, choices, active, refuse }) {
      const items = await choices(quiet());
      const refusals: string[] = [];
      const labels = items.map(({ label }) => label);
      asked.push({ step: position?.step, labels, active: items.find(({ value }) => active?.(value))?.label, refusals });
      for (;;) {
        const said = next();
        if (typeof said !== 'string') return undefined;
        const chosen = items.find(({ label }) => label.includes(said));
        if (!chosen) throw new Error(`There is no ${said} among ${labels.join(', ')}.`);
        const refusal = await refuse?.(chosen.value, quiet());
        if (refusal === undefined) return chosen.value;
        refusals.push(refusal);
      }
    },
    async text({ position, value, validate }) {
      const refusals: string[] = [];
      asked.push({ step: position?.step, value, refusals });
      for (;;) {
        const said = next();
        if (typeof said !== 'string') return undefined;
        const refusal = validate(said);
        if (refusal === undefined) return said;
        refusals.push(refusal);
      }
    },
  };
  return { ask, asked };
}

const sourcesOver = async (api: ArcApi) => ({ api: api.gateways, subscriptions: await api.subscriptions(quiet()) });
const sources = (options = {}) => sourcesOver(apiOver(sampleTenant(options).asHttpClient()));

describe('what is asked before a gateway is created', () => {
  test('leads to all that it is made of, with the location of the resource group offered first', async () => {
    const { ask, asked } = person('Contoso Branches', 'rg-plants', 'Sweden Central', 'gw-new', 'env=test');
    const wish = await askForGateway(ask, await sources());
    expect(wish).toMatchObject({
      subscription: { id: branches },
      resourceGroup: 'rg-plants',
      isNewGroup: false,
      location: { name: 'swedencentral', display: 'Sweden Central' },
      name: 'gw-new',
      tags: { env: 'test' },
      needsRegistration: false,
    });
    expect(asked.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5]);
    expect(asked[1]?.labels).toEqual(['$(add) New resource group…', 'rg-arc-branches', 'rg-plants', 'rg-stores']);
    expect(asked[2]?.active).toBe('Sweden Central');
  });

  test('can be answered again: the way back keeps what was said', async () => {
    const { ask, asked } = person(
      ...['Contoso Branches', 'rg-plants', 'West Europe', 'gw-new', back],
      ...[back, back, 'rg-stores', 'North Europe', 'gw-new', ''],
    );
    const wish = await askForGateway(ask, await sources());
    expect(wish).toMatchObject({ resourceGroup: 'rg-stores', location: { name: 'northeurope' }, tags: {} });
    expect(asked.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 4, 3, 2, 3, 4, 5].slice(0, asked.length));
    expect(asked.at(-2)?.value).toBe('gw-new');
  });

  test('a resource group can be new, and a way back leads to the list again', async () => {
    const { ask, asked } = person(
      ...['Contoso Branches', 'New resource group', back, 'New resource group', 'rg-stores', 'rg-new'],
      ...['North Europe', 'gw-new', ''],
    );
    const wish = await askForGateway(ask, await sources());
    expect(wish).toMatchObject({ resourceGroup: 'rg-new', isNewGroup: true });
    expect(asked.flatMap(({ refusals }) => refusals)).toEqual([expect.stringContaining('already')]);
  });

  test('a name that is taken or wrong is refused where it is typed', async () => {
    const { ask, asked } = person('Contoso Production', 'rg-arc-hub', 'West Europe', 'gw-hub-weu', 'a b', 'gw-2', '');
    expect((await askForGateway(ask, await sources())).name).toBe('gw-2');
    expect(asked[3]?.refusals).toEqual([expect.stringContaining('with this name'), expect.stringContaining('letters')]);
  });

  test('a subscription with five gateways is refused before anything else is asked', async () => {
    const api = apiOver(sampleTenant().asHttpClient());
    for (const name of ['gw-2', 'gw-3', 'gw-4', 'gw-5']) {
      const gateway = { subscriptionId: production, resourceGroup: 'rg-lab', name, location: 'westeurope', tags: {} };
      await api.gateways.create(gateway, quiet());
    }
    const { ask, asked } = person('Contoso Production', 'Contoso Branches', 'rg-plants', 'West Europe', 'gw-new', '');
    expect((await askForGateway(ask, await sourcesOver(api))).subscription.id).toBe(branches);
    expect(asked[0]?.refusals).toEqual([expect.stringMatching(/5 of 5 gateways: gw-hub-weu, gw-2/)]);
  });

  test('a subscription that is not registered is said to need it', async () => {
    const { ask } = person('Contoso Branches', 'rg-plants', 'West Europe', 'gw-new', '');
    expect((await askForGateway(ask, await sources({ unregistered: [branches] }))).needsRegistration).toBe(true);
  });
});
