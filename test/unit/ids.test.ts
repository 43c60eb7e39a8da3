import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifestWithKeys from '../../package.json' with { type: 'json' };
import nls from '../../package.nls.json' with { type: 'json' };
import { cloudNames } from '../../src/kernel/knowledge/clouds';
import {
  authenticationMethods,
  commandAliases,
  commandIds,
  rowCommands,
  type ContextKeys,
  type Settings,
  treeTokens,
  viewIds,
  checkPageViewType,
  wizardViewType,
} from '../../src/ids';
import { tokensIn } from '../../src/inventory/tree/tokens';
import { cluster, gateway, inventory, machine } from '../support/resources';

const texts = new Map(Object.entries(nls));
const used = new Set<string>();
/** As VS Code reads it, in English. */
const manifest = JSON.parse(JSON.stringify(manifestWithKeys), (_, value: unknown) => {
  const key = typeof value === 'string' ? /^%(.+)%$/.exec(value)?.[1] : undefined;
  if (key !== undefined) used.add(key);
  return key === undefined ? value : texts.get(key);
}) as typeof manifestWithKeys;
const { contributes } = manifest;
const walkthroughSteps = contributes.walkthroughs.flatMap(({ steps }) => steps);
const completions = walkthroughSteps.flatMap(({ completionEvents }) => completionEvents);
const completedBy = (kind: string): readonly string[] =>
  completions.flatMap((event) => (event.startsWith(kind) ? [event.slice(kind.length)] : []));
const whenClauses = [...Object.values(contributes.menus).flat(), ...contributes.viewsWelcome]
  .flatMap((entry) => ('when' in entry ? [entry.when] : []))
  .concat(completedBy('onContext:'));

// The compiler holds these two complete; the tests hold the manifest to them.
const contextKeys: Record<keyof ContextKeys, true> = {
  'arcGateway.inventoryState': true,
  'arcGateway.associationState': true,
  'arcGateway.isFiltered': true,
  'arcGateway.isReading': true,
  'arcGateway.isSample': true,
  'arcGateway.grouping': true,
  'arcGateway.rowTokens': true,
};
const settings: Record<keyof Settings, true> = {
  'arcGateway.authentication': true,
  'arcGateway.cloud': true,
  'arcGateway.customCloud': true,
  'arcGateway.environment': true,
};

/** Whether a welcome text's condition holds. */
function isShown(when: string, state: string, method: string): boolean {
  const values: Readonly<Record<string, string>> = {
    'arcGateway.inventoryState': state,
    'config.arcGateway.authentication': method,
  };
  return when.split(' && ').every((clause) => {
    const [, key = '', operator, operand = ''] = /^([\w.]+) (==|!=|=~) (.+)$/.exec(clause) ?? [];
    const value = values[key] ?? '';
    if (operator === '=~') return new RegExp(operand.slice(1, -1)).test(value);
    return (value === operand.replaceAll("'", '')) === (operator === '==');
  });
}

describe('ids', () => {
  it('are the commands of the manifest, in its order', () => {
    expect(contributes.commands.map(({ command }) => command)).toEqual([...commandIds]);
  });

  it('keep former names of commands, which are listed nowhere and start the extension', () => {
    const former = Object.values(commandAliases);
    expect(former).toHaveLength(new Set(former).size);
    expect(former.length).toBeGreaterThan(0);
    for (const id of former) {
      expect(commandIds).not.toContain(id);
      expect(JSON.stringify(contributes)).not.toContain(`"${id}"`);
      expect(manifest.activationEvents).toContain(`onCommand:${id}`);
    }
  });

  it('are the views and editors of the manifest', () => {
    expect(contributes.views.arcGateway.map(({ id }) => id)).toEqual(Object.values(viewIds));
    expect(contributes.customEditors.map(({ viewType }) => viewType)).toEqual([checkPageViewType, wizardViewType]);
  });

  it('are all that menus, welcome texts and the walkthrough name', () => {
    const texts = [
      ...contributes.viewsWelcome.map(({ contents }) => contents),
      ...walkthroughSteps.map(({ description }) => description),
    ];
    const linked = texts.flatMap((text) => [...text.matchAll(/\(command:([\w.]+)\)/g)].map(([, id]) => id));
    const inMenus = Object.values(contributes.menus).flatMap((entries) => entries.map(({ command }) => command));
    for (const id of [...linked, ...inMenus, ...completedBy('onCommand:')]) expect(commandIds).toContain(id);
  });

  it('give each step of the walkthrough something to do, which completes it, and a picture', () => {
    expect(walkthroughSteps.length).toBeLessThanOrEqual(6);
    for (const { description, media, completionEvents } of walkthroughSteps) {
      expect(description.match(/^\[[^\]]+\]\(command:[\w.]+\)$/gm)).toHaveLength(1);
      expect(completionEvents.length).toBeGreaterThan(0);
      expect(existsSync(join(import.meta.dirname, '../..', media.svg))).toBe(true);
    }
    expect(completions).toHaveLength(completedBy('onCommand:').length + completedBy('onContext:').length);
  });

  it('are the settings of the manifest', () => {
    expect(Object.keys(contributes.configuration.properties).sort()).toEqual(Object.keys(settings).sort());
  });

  it('are all the context keys that a condition reads', () => {
    const read = whenClauses.flatMap((when) => when.match(/(?<!config\.|controllerId == )\barcGateway\.\w+/g) ?? []);
    const known = [...Object.keys(contextKeys), ...Object.values(viewIds), wizardViewType];
    expect(read.length).toBeGreaterThan(10);
    expect(read.filter((key) => !known.includes(key))).toEqual([]);
  });

  it('give every tree token a menu matches, anchored on both sides', () => {
    const matched = whenClauses.flatMap((when) =>
      [...when.matchAll(/viewItem =~ \/([^/]*)\//g)].map(([, token]) => token),
    );
    expect(matched.length).toBeGreaterThan(0);
    for (const token of matched) expect(treeTokens.map((each) => `;${each};`)).toContain(token);
  });

  it('offer each command on rows in the palette, where a row has what its menu asks for', () => {
    const onRows = contributes.menus['view/item/context'].filter(({ when }) =>
      when.startsWith('view == arcGateway.inventory'),
    );
    for (const [id, token] of Object.entries(rowCommands)) {
      const inPalette = contributes.menus.commandPalette.filter(({ command }) => command === id);
      expect(inPalette, id).toEqual([
        { command: id, when: `!arcGateway.rowTokens || arcGateway.rowTokens =~ /;${token};/` },
      ]);
    }
    const others = new Set(onRows.map(({ command }) => command).filter((id) => !Object.hasOwn(rowCommands, id)));
    expect([...others].toSorted()).toEqual(
      [
        // The whole of what a filter shows, from the palette too while there is a filter.
        'arcGateway.inventory.associateShown',
        'arcGateway.inventory.detachShown',
        // They need no row: from the palette they begin without one.
        'arcGateway.cluster.onboard',
        'arcGateway.gateway.create',
        'arcGateway.server.onboard',
      ].toSorted(),
    );
    // No row has what these need, or another does the same; they are asked for by name.
    const menuOnly = Object.keys(rowCommands).filter((id) => onRows.every(({ command }) => command !== id));
    expect(menuOnly).toEqual([
      'arcGateway.gateway.show',
      'arcGateway.machine.forgetConnection',
      'arcGateway.cluster.forgetContext',
    ]);
  });

  it('keep the menu of each row short, in few groups that have names, and what deletes last', () => {
    const menuOf = (tokens: readonly string[]) =>
      contributes.menus['view/item/context'].filter(({ when }) =>
        when.split(' || ').some((clause) => {
          const [, token = ''] = /viewItem =~ \/;(\w+);\//.exec(clause) ?? [];
          return tokens.includes(token) && !clause.includes('listMultiSelection');
        }),
      );
    const inventoryOf = (...lists: readonly Parameters<typeof inventory>[0][]) => lists.map((each) => inventory(each));
    const hub = gateway('gw-hub');
    const [web, store] = [machine('web-1'), cluster('store')];
    const [used, direct] = inventoryOf(
      {
        gateways: [hub],
        machines: [web],
        clusters: [store],
        associations: [
          [web, hub],
          [store, hub],
        ],
      },
      {
        gateways: [hub],
        machines: [web],
        clusters: [store],
        associations: [
          [web, null],
          [store, null],
        ],
      },
    );
    const rows = [used, direct].flatMap((each) => (each ? [hub, web, store].map((row) => tokensIn(each)(row)) : []));
    expect(rows).toHaveLength(6);
    for (const tokens of [...rows, ['group', 'canDetachShown', 'subscription']]) {
      const shown = menuOf(tokens);
      const inline = shown.filter(({ group }) => group.startsWith('inline'));
      const menu = shown
        .filter(({ group }) => !group.startsWith('inline'))
        .toSorted((a, b) => (a.group < b.group ? -1 : 1));
      expect(inline.length, tokens.join()).toBeLessThanOrEqual(2);
      // What the pointer finds on the row, the keyboard finds in its menu.
      for (const { command } of inline) expect(menu.map((item) => item.command)).toContain(command);
      expect(menu.length, tokens.join()).toBeLessThanOrEqual(12);
      const groups = menu.map(({ group }) => group.split('@')[0]);
      for (const group of groups) expect(group).toMatch(/^\d_[a-z]+$/);
      expect(new Set(groups).size, tokens.join()).toBeLessThanOrEqual(6);
      expect(menu.map(({ command }) => command).indexOf('arcGateway.gateway.delete')).toBe(
        tokens.includes('canDelete') ? menu.length - 1 : -1,
      );
    }
  });

  it('end with “…” where a command on rows asks before it acts', () => {
    const silent = contributes.commands.filter(({ command, title }) => command in rowCommands && !title.endsWith('…'));
    expect(silent.map(({ title }) => title)).toEqual([
      'Show details',
      'Copy resource ID',
      'Copy gateway URL',
      'Open in Azure portal',
      'Show gateway',
      'Open SSH',
      'Follow the Arc proxy’s log',
      'Summarize the Arc proxy’s log',
    ]);
  });

  it('are the values of the settings', () => {
    const { properties } = contributes.configuration;
    expect(properties['arcGateway.authentication'].enum).toEqual([...authenticationMethods]);
    expect(properties['arcGateway.cloud'].enum).toEqual([...cloudNames]);
  });

  it('let no workspace say who signs in, or where tokens go', () => {
    const { properties } = contributes.configuration;
    const machine = Object.entries(properties).flatMap(([name, { scope }]) => (scope === 'machine' ? [name] : []));
    expect(machine).toEqual(['arcGateway.authentication', 'arcGateway.cloud', 'arcGateway.customCloud']);
    expect(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations).toEqual(machine);
  });

  it('give each state in which nothing can be read one button, however one signs in', () => {
    const states = [
      'consentNeeded',
      'wrongTenant',
      'credentialRejected',
      'accessBlocked',
      'signedOut',
      'unreachable',
      'proxyRefused',
    ];
    for (const state of states) {
      for (const method of authenticationMethods) {
        const shown = contributes.viewsWelcome.filter(({ when }) => when !== undefined && isShown(when, state, method));
        expect(shown, `${state}, ${method}`).toHaveLength(1);
        expect(shown[0]?.contents.match(/^\[[^\]]+\]\(command:[\w.]+\)$/gm)).toHaveLength(1);
      }
    }
  });

  it('say nothing but what stands in the texts of the manifest, and use all of them', () => {
    const plain: string[] = [];
    JSON.stringify(manifestWithKeys.contributes, (key, value: unknown) => {
      const isText =
        /^(title|shortTitle|category|label|name|contents|(markdownD|d)escription|altText|displayName)$/.test(key);
      if (isText && typeof value === 'string' && !/^%.+%$/.test(value)) plain.push(value);
      return value;
    });
    expect(plain).toEqual([]);
    expect([...used].sort()).toEqual([...texts.keys()].sort());
  });

  it('carry the title people are told to look for', () => {
    const onboard = contributes.commands.find(({ command }) => command === 'arcGateway.server.onboard');
    expect(onboard).toMatchObject({ category: 'Azure Arc', title: 'Onboard server with Arc gateway' });
  });
});
