import { expect, it } from 'vitest';
import { holdsName } from '../../../../src/kernel/text/holdsName';

it.each([
  ['Arc proxy: k3s-1', true],
  ['Arc proxy: k3s-1 - Output', true],
  ['Output (Arc proxy: k3s-1)', true],
  ['Arc proxy: k3s-10, Arc proxy: k3s-1', true],
  ['Arc proxy: k3s-10', false],
  ['Arc proxy: k3s-1.branch', false],
  ['Arc proxy: k3s-1_b', false],
  ['Arc proxy: k3s', false],
  ['', false],
])('in “%s” the whole name is found: %s', (text, found) => {
  expect(holdsName(text, 'Arc proxy: k3s-1')).toBe(found);
});
