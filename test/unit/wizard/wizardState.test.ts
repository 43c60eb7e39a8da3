import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { wizardContract, type WizardChoices } from '../../../src/contract/wizard';
import { createPlanner } from '../../../src/planning';
import { lazyScript, type ScriptHead } from '../../../src/planning/targets/script';
import { createWizardState, stateForPage } from '../../../src/wizard/wizardState';
import { editDocument } from '../../../src/wizard/documentJson';

const choices: WizardChoices = {
  status: 'loading',
  gateways: [],
  hasAllGateways: false,
  subscriptions: [],
  resourceGroups: [],
  regions: [],
  scopes: [],
  clusters: [],
  machines: [],
  scenarios: [],
};
const example = readFileSync(path.resolve(import.meta.dirname, '../../../media/example.arc.json'), 'utf8');
const facts = { revision: 3, fileName: 'branch.arc.json', isDirty: true, isSample: false };
const wizardState: ReturnType<typeof createWizardState> = (...now) =>
  createWizardState(async () => createPlanner())(...now);
const stateOf = (text: string) => wizardState({ text, ...facts }, choices);

describe('the state of the wizard', () => {
  it('of a valid topology has a plan and no errors', async () => {
    const state = await stateOf(example);
    expect(state).toMatchObject({ ...facts, errors: [] });
    expect(state.plan?.scripts.map(({ os }) => os)).toEqual(['linux', 'windows']);
    expect(state.plan?.endpoints.length).toBeGreaterThan(5);
  });

  it('of an invalid topology has errors at their fields and never a plan', async () => {
    const state = await stateOf(editDocument(example, [{ path: ['azure', 'region'], value: '' }]));
    expect(state.errors).toEqual([expect.objectContaining({ path: 'azure.region', code: 'missing' })]);
    expect(state).not.toHaveProperty('plan');
    expect(state.document).toMatchObject({ azure: { region: '' } });
  });

  it('of a text that is no JSON says so and holds nothing else', async () => {
    const state = await stateOf('{ "version": ');
    expect(state.unreadable).toMatch(/not valid JSON/);
    expect(state).not.toHaveProperty('plan');
    expect(state).not.toHaveProperty('document');
  });

  it('says what Azure says of the gateway, and shows no script for one that cannot work', async () => {
    const { gateway } = JSON.parse(example) as { gateway: { id: string } };
    const stateWith = (state: string) =>
      wizardState(
        { text: example, ...facts },
        { ...choices, gateways: [{ id: gateway.id.toUpperCase(), name: 'gw', location: 'westeurope', state }] },
      );
    expect((await stateWith('Creating')).plan?.findings).toContainEqual(
      expect.objectContaining({ code: 'gateway.notReady' }),
    );
    expect((await stateWith('Creating')).plan?.scripts).toHaveLength(2);
    expect((await stateWith('Failed')).plan?.findings).toContainEqual(
      expect.objectContaining({ code: 'gateway.failed' }),
    );
    expect((await stateWith('Failed')).plan?.scripts).toEqual([]);
    expect((await stateWith('Succeeded')).plan?.findings.some(({ severity }) => severity === 'error')).toBe(false);
  });

  it('says that Azure does not list the gateway, where all of its subscription were read', async () => {
    const { gateway } = JSON.parse(example) as { gateway: { id: string } };
    const [, , subscriptionId = ''] = gateway.id.split('/');
    const other = (index: number) => ({
      id: `${gateway.id}-${index}`,
      name: `gw-${index}`,
      location: 'westeurope',
      state: 'Succeeded',
    });
    const codesWith = async (more: Partial<WizardChoices>) => {
      const { plan } = await wizardState({ text: example, ...facts }, { ...choices, status: 'ready', ...more });
      return plan?.findings.map(({ code }) => code);
    };
    const subscriptions = [{ id: subscriptionId.toUpperCase(), name: 'Production', tenantId: 'tenant' }];
    expect(await codesWith({ subscriptions, hasAllGateways: true })).toContain('gateway.notListed');
    expect(await codesWith({ subscriptions, hasAllGateways: false })).not.toContain('gateway.notListed');
    expect(await codesWith({ hasAllGateways: true })).not.toContain('gateway.notListed');
    const six = [1, 2, 3, 4, 5, 6].map(other);
    expect(await codesWith({ subscriptions, gateways: six })).toContain('gateway.tooMany');
    expect(await codesWith({ subscriptions, gateways: six.slice(1) })).not.toContain('gateway.tooMany');
  });

  it.each([example, '{}', '{ nonsense'])('passes through the contract unchanged: %.20j', async (text) => {
    const state = JSON.parse(JSON.stringify(stateForPage(await stateOf(text), undefined))) as unknown;
    expect(v.parse(wizardContract.state, state)).toEqual(state);
  });
});

describe('the state for the page', () => {
  /** A planned state with three scripts, and which of them have been written. */
  async function withScripts() {
    const { plan, ...state } = await stateOf(example);
    if (!plan) throw new Error('The example has no plan.');
    const written: string[] = [];
    const scripts = ['a.sh', 'b.sh', 'c.sh'].map((fileName) => {
      const head: ScriptHead = { kind: 'onboard', os: 'linux', language: 'bash', fileName };
      return lazyScript(head, () => {
        written.push(fileName);
        return { text: `# ${fileName}`, marks: [] };
      });
    });
    return { state: { ...state, plan: { ...plan, scripts } }, written };
  }

  it.each([
    ['the first script, before the page asks', undefined, 'a.sh'],
    ['the one that the page asked for', { fileName: 'b.sh' }, 'b.sh'],
    ['none, if the page shows none', {}, undefined],
    ['none, if there is no such script', { fileName: 'd.sh' }, undefined],
  ])('has the text of %s, and writes no other one', async (_, asked, expected) => {
    const { state, written } = await withScripts();
    const { plan } = stateForPage(state, asked);
    expect(plan?.scripts.map((script) => Object.keys(script).sort().join())).toEqual(
      Array<string>(3).fill('fileName,kind,language,os'),
    );
    expect([plan?.script?.fileName, plan?.script?.text]).toEqual([expected, expected && `# ${expected}`]);
    expect(written).toEqual(expected === undefined ? [] : [expected]);
    expect(plan).toMatchObject({ endpoints: state.plan.endpoints, nextSteps: state.plan.nextSteps });
  });
});
