import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { production } from '../../../src/sample/data/ids';
import { withAnswers } from '../dialogs';

const machine = (group: string, name: string) => ({
  resourceId: `/subscriptions/${production}/resourceGroups/${group}/providers/Microsoft.HybridCompute/machines/${name}`,
});
const cluster = (group: string, name: string) => ({
  resourceId: `/subscriptions/${production}/resourceGroups/${group}/providers/Microsoft.Kubernetes/connectedClusters/${name}`,
});

const detach = (target: unknown, answers = ['Detach']) =>
  withAnswers(answers, async () => vscode.commands.executeCommand('arcGateway.resource.detach', target));

describe('detach', () => {
  before(async () => {
    await vscode.extensions.getExtension('arc-gateway-onboarding.arc-gateway-onboarding')?.activate();
    await vscode.commands.executeCommand('arcGateway.inventory.refresh');
  });

  it('says what changes, what must be open and what runs on the machine, and changes nothing when declined', async () => {
    const [asked, ...others] = await detach(machine('rg-web-prod', 'web-ber-01'), []);
    assert.match(asked?.message ?? '', /^Detach web-ber-01 from gw-hub-weu\?/);
    assert.match(asked?.detail ?? '', /Clear the association of web-ber-01\. gw-hub-weu no longer accepts/);
    assert.match(asked?.detail ?? '', /guestnotificationservice\.azure\.com/);
    assert.match(asked?.detail ?? '', /azcmagent config set connection\.type direct/);
    assert.deepEqual(others, []);
  });

  it('changes the tenant: the machine that was associated is not any more', async () => {
    const first = await detach(machine('rg-web-prod', 'web-ber-01'), ['Detach', 'Copy command']);
    assert.deepEqual(
      first.map(({ kind }) => kind),
      ['warning', 'information'],
    );
    assert.equal(await vscode.env.clipboard.readText(), 'sudo azcmagent config set connection.type direct');
    const [second] = await detach(machine('rg-web-prod', 'web-ber-01'));
    assert.match(second?.message ?? '', /web-ber-01 is no longer associated with a gateway/);
  });

  it('is remembered by the tenant when the person leaves it and comes back', async () => {
    await vscode.commands.executeCommand('arcGateway.sample.leave');
    await vscode.commands.executeCommand('arcGateway.sample.explore');
    await vscode.commands.executeCommand('arcGateway.inventory.refresh');
    const [shown] = await detach(machine('rg-web-prod', 'web-ber-01'));
    assert.match(shown?.message ?? '', /web-ber-01 is no longer associated with a gateway/);
  });

  it('clears both sides of a cluster and runs nothing on a machine', async () => {
    const [asked, ...others] = await detach(cluster('rg-k8s-prod', 'ocp-muc-01'));
    assert.match(asked?.detail ?? '', /Disable the gateway on ocp-muc-01/);
    assert.deepEqual(
      others.map(({ message }) => message),
      ['ocp-muc-01 is detached from gw-hub-weu.'],
    );
    const [again] = await detach(cluster('rg-k8s-prod', 'ocp-muc-01'));
    assert.match(again?.message ?? '', /no longer associated with a gateway/);
  });

  it('changes nothing when the way, the commands or the plan is declined', async function () {
    this.timeout(60_000);
    const row = machine('rg-web-prod', 'web-ber-02');
    const [, unreached] = await detach(row, ['On the machine too…']);
    assert.match(unreached?.message ?? '', /Nobody expected to choose here: How to reach the machine web-ber-02/);
    const unread = await detach(row, ['On the machine too…', 'Azure run command']);
    assert.equal(unread.at(-1)?.message, 'Run this on web-ber-02?');
    const planned = await detach(row, ['On the machine too…', 'Run']);
    assert.match(
      planned.at(-1)?.detail ?? '',
      /• Set connection\.type of the agent on web-ber-02 to direct\. .*\n• Clear the association/,
    );
    const [asked] = await detach(row, []);
    assert.match(asked?.message ?? '', /^Detach web-ber-02 from gw-hub-weu\?/);
  });

  it('keeps a machine that could not reach Azure directly, and names the hosts', async () => {
    const answers = ['On the machine too…', 'Azure run command', 'Run', 'Detach'];
    const refused = (await detach(machine('rg-app-prod', 'app-muc-01'), answers)).at(-1);
    assert.equal(refused?.message, 'app-muc-01 can’t be detached.');
    assert.match(refused.detail, /Closed: westeurope\.login\.microsoft\.com\./);
  });

  it('refuses a node of an Azure Local instance with the reason', async () => {
    const [refused, ...others] = await detach(machine('rg-azurelocal-ham', 'azl-ham-n1'));
    assert.match(refused?.detail ?? '', /node of an Azure Local instance/);
    assert.deepEqual(others, []);
  });

  it('says when there is nothing to act on', async () => {
    const [none] = await detach({});
    assert.equal(none?.kind, 'error');
    assert.match(none.message, /Choose a resource/);
    const [gone] = await detach(machine('rg-web-prod', 'web-nowhere-01'));
    assert.match(gone?.message ?? '', /not in the inventory/);
  });
});
