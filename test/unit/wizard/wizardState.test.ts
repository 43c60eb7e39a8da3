import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { wizardContract, type WizardChoices } from '../../../src/contract/wizard';
import { wizardState } from '../../../src/wizard/wizardState';
import { editDocument } from '../../../src/wizard/documentJson';

const choices: WizardChoices = {
  status: 'loading',
  gateways: [],
  hasAllGateways: false,
  subscriptions: [],
  resourceGroups: [],
  regions: [],
  scopes: [],
  machines: [],
  scenarios: [],
};
const example = readFileSync(path.resolve(import.meta.dirname, '../../../media/example.arc.json'), 'utf8');
const facts = { revision: 3, fileName: 'branch.arc.json', isDirty: true, isSample: false };
const stateOf = (text: string) => wizardState({ text, ...facts }, choices);

describe('the state of the wizard', () => {
  it('of a valid topology has a plan and no errors', () => {
    const state = stateOf(example);
    expect(state).toMatchObject({ ...facts, errors: [] });
    expect(state.plan?.scripts.map(({ os }) => os)).toEqual(['linux', 'windows']);
    expect(state.plan?.endpoints.length).toBeGreaterThan(5);
  });

  it('of an invalid topology has errors at their fields and never a plan', () => {
    const state = stateOf(editDocument(example, [{ path: ['azure', 'region'], value: '' }]));
    expect(state.errors).toEqual([expect.objectContaining({ path: 'azure.region', code: 'missing' })]);
    expect(state).not.toHaveProperty('plan');
    expect(state.document).toMatchObject({ azure: { region: '' } });
  });

  it('of a text that is no JSON says so and holds nothing else', () => {
    const state = stateOf('{ "version": ');
    expect(state.unreadable).toMatch(/not valid JSON/);
    expect(state).not.toHaveProperty('plan');
    expect(state).not.toHaveProperty('document');
  });

  it('says what Azure says of the gateway, and shows no script for one that cannot work', () => {
    const { gateway } = JSON.parse(example) as { gateway: { id: string } };
    const stateWith = (state: string) =>
      wizardState(
        { text: example, ...facts },
        { ...choices, gateways: [{ id: gateway.id.toUpperCase(), name: 'gw', location: 'westeurope', state }] },
      );
    expect(stateWith('Creating').plan?.findings).toContainEqual(expect.objectContaining({ code: 'gateway.notReady' }));
    expect(stateWith('Creating').plan?.scripts).toHaveLength(2);
    expect(stateWith('Failed').plan?.findings).toContainEqual(expect.objectContaining({ code: 'gateway.failed' }));
    expect(stateWith('Failed').plan?.scripts).toEqual([]);
    expect(stateWith('Succeeded').plan?.findings.some(({ severity }) => severity === 'error')).toBe(false);
  });

  it('says that Azure does not list the gateway, where all of its subscription were read', () => {
    const { gateway } = JSON.parse(example) as { gateway: { id: string } };
    const [, , subscriptionId = ''] = gateway.id.split('/');
    const other = (index: number) => ({
      id: `${gateway.id}-${index}`,
      name: `gw-${index}`,
      location: 'westeurope',
      state: 'Succeeded',
    });
    const codesWith = (more: Partial<WizardChoices>) =>
      wizardState({ text: example, ...facts }, { ...choices, status: 'ready', ...more }).plan?.findings.map(
        ({ code }) => code,
      );
    const subscriptions = [{ id: subscriptionId.toUpperCase(), name: 'Production', tenantId: 'tenant' }];
    expect(codesWith({ subscriptions, hasAllGateways: true })).toContain('gateway.notListed');
    expect(codesWith({ subscriptions, hasAllGateways: false })).not.toContain('gateway.notListed');
    expect(codesWith({ hasAllGateways: true })).not.toContain('gateway.notListed');
    const six = [1, 2, 3, 4, 5, 6].map(other);
    expect(codesWith({ subscriptions, gateways: six })).toContain('gateway.tooMany');
    expect(codesWith({ subscriptions, gateways: six.slice(1) })).not.toContain('gateway.tooMany');
  });

  it.each([example, '{}', '{ nonsense'])('passes through the contract unchanged: %.20j', (text) => {
    const state = JSON.parse(JSON.stringify(stateOf(text))) as unknown;
    expect(v.parse(wizardContract.state, state)).toEqual(state);
  });
});
