import { expect, it } from 'vitest';
import { latestRun } from '../../../src/association/ui/latestRun';
import { PendingOperations } from '../../../src/gateways/ui/pendingOperations';
import { Stored } from '../../support/stored';

const stored = new Stored(`${import.meta.dirname}/../../..`);
const strange: readonly unknown[] = [null, 'text', 7, [], {}, [null], { journal: 7 }, [{ operation: {} }]];

it.each(strange)('what has another form is taken for nothing: %j', async (value) => {
  const state = stored.memento();
  await state.update('arcGateway.association.latest', value);
  await state.update('arcGateway.gatewayOperations', value);
  expect(latestRun(state)).toBeUndefined();
  expect(new PendingOperations(state).all).toEqual([]);
});

it('one operation that has another form takes no other with it', async () => {
  const state = stored.memento();
  const { all } = new PendingOperations(state);
  expect(all.length).toBeGreaterThan(0);
  expect(all).toEqual(state.get('arcGateway.gatewayOperations'));
  await state.update('arcGateway.gatewayOperations', [{ operation: 'none' }, ...all]);
  expect(new PendingOperations(state).all).toEqual(all);
});
