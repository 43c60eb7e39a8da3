import { expect, it } from 'vitest';
import { RowActivities } from '../../../src/inventory/rowActivities';

it('says of a row what runs on it, and tells what has changed', () => {
  const activities = new RowActivities((thrown) => {
    throw thrown;
  });
  const told: (readonly string[])[] = [];
  activities.onDidChange((keys) => told.push(keys));
  const [verifying, detaching] = [activities.begin('verifying'), activities.begin('detaching')];
  verifying.show(['/A', '/b']);
  detaching.show(['/c']);
  expect(['/a', '/B/', '/c', '/d'].map((id) => activities.wordsOf(id))).toEqual([
    'verifying',
    'verifying',
    'detaching',
    undefined,
  ]);
  verifying.show(['/b', '/d']);
  expect(activities.wordsOf('/a')).toBeUndefined();
  verifying.end();
  verifying.end();
  detaching.end();
  expect(['/b', '/c', '/d'].map((id) => activities.wordsOf(id))).toEqual([undefined, undefined, undefined]);
  expect(told).toEqual([['/a', '/b'], ['/c'], ['/a', '/d'], ['/b', '/d'], ['/c']]);
});
