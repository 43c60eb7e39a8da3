import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readUiState as readTraffic } from '../../webview/traffic/uiState';
import { readUiState as readWizard } from '../../webview/wizard/uiState';
import { Stored } from '../support/stored';

test('both pages open where a person left them in 0.1.0', () => {
  const { wizard, traffic } = new Stored(join(import.meta.dirname, '../..')).read('pages.json') as Readonly<
    Record<'wizard' | 'traffic', unknown>
  >;
  expect(readWizard({ getState: () => wizard })).toEqual(wizard);
  expect(readTraffic(traffic)).toEqual(traffic);
});
