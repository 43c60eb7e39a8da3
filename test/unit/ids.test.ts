import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { commandIds, treeTokens, viewIds, wizardViewType } from '../../src/ids';

const { contributes } = manifest;
const whenClauses = [...Object.values(contributes.menus).flat(), ...contributes.viewsWelcome].flatMap((entry) =>
  'when' in entry ? [entry.when] : [],
);

describe('ids', () => {
  it('are the commands of the manifest, in its order', () => {
    expect(contributes.commands.map(({ command }) => command)).toEqual([...commandIds]);
  });

  it('are the views and editors of the manifest', () => {
    expect(contributes.views.arcGateway.map(({ id }) => id)).toEqual(Object.values(viewIds));
    expect(contributes.customEditors.map(({ viewType }) => viewType)).toEqual([wizardViewType]);
  });

  it('are all that menus and welcome texts name', () => {
    const linked = contributes.viewsWelcome.flatMap(({ contents }) =>
      [...contents.matchAll(/\(command:([\w.]+)\)/g)].map(([, id]) => id),
    );
    const inMenus = Object.values(contributes.menus).flatMap((entries) => entries.map(({ command }) => command));
    for (const id of [...linked, ...inMenus]) expect(commandIds).toContain(id);
  });

  it('give every tree token a menu matches, anchored on both sides', () => {
    const matched = whenClauses.flatMap((when) =>
      [...when.matchAll(/viewItem =~ \/([^/]*)\//g)].map(([, token]) => token),
    );
    expect(matched.length).toBeGreaterThan(0);
    for (const token of matched) expect(treeTokens.map((each) => `;${each};`)).toContain(token);
  });

  it('keep commands on a tree row out of the palette', () => {
    const onRows = contributes.menus['view/item/context'].map(({ command }) => command);
    const hidden = contributes.menus.commandPalette
      .filter(({ when }) => when === 'false')
      .map(({ command }) => command);
    expect(onRows.filter((id) => !hidden.includes(id))).toEqual(['arcGateway.server.onboard']);
  });

  it('carry the title people are told to look for', () => {
    const onboard = contributes.commands.find(({ command }) => command === 'arcGateway.server.onboard');
    expect(onboard).toMatchObject({ category: 'Azure Arc', title: 'Onboard server with Arc gateway' });
  });
});
