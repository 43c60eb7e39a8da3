import { describe, expect, it } from 'vitest';
import {
  isAllowed,
  type PermissionId,
  permissions,
  type PermissionSet,
} from '../../../../src/kernel/knowledge/permissions';
import { roleName } from '../../../../src/kernel/knowledge/roles';

const set = (actions: readonly string[], notActions: readonly string[] = []): PermissionSet => ({
  actions,
  notActions,
});
const owner = set(['*']);
const contributor = set(['*'], ['Microsoft.Authorization/*/Delete', 'Microsoft.Authorization/*/Write']);
const reader = set(['*/read']);
const onboarding = set(['Microsoft.Kubernetes/connectedClusters/Write', 'Microsoft.Kubernetes/connectedClusters/read']);

describe('what an account may do', () => {
  it.each<readonly [string, readonly PermissionSet[], PermissionId, boolean]>([
    ['an owner', [owner], 'associateCluster', true],
    ['a contributor', [contributor], 'changeCluster', true],
    ['a reader', [reader], 'changeCluster', false],
    ['a reader', [reader], 'readGateway', true],
    ['who onboards clusters, in other case', [onboarding], 'connectCluster', true],
    ['who onboards clusters', [onboarding], 'associateCluster', false],
    ['two roles together', [reader, set(['Microsoft.HybridCompute/*'])], 'associateMachine', true],
    ['what one role takes away', [set(['*'], ['Microsoft.Kubernetes/*'])], 'changeCluster', false],
    [
      'what one takes away and another gives',
      [set(['*'], ['Microsoft.Kubernetes/*']), onboarding],
      'changeCluster',
      true,
    ],
    ['a star within a name', [set(['Microsoft.*/connectedClusters/w*e'])], 'changeCluster', true],
    ['a pattern that is longer', [set(['Microsoft.Kubernetes/connectedClusters/write/*'])], 'changeCluster', false],
    ['overlapping ends', [set(['Microsoft.Kubernetes/connectedClusters/write*write'])], 'changeCluster', false],
    ['nobody', [], 'readGateway', false],
  ])('follows from all roles: %s', (_, sets, id, expected) => {
    expect(isAllowed(sets, id)).toBe(expected);
  });

  it('is told with a role that is known, and a source', () => {
    for (const { anyOf, role, source, asOf } of Object.values(permissions)) {
      expect(anyOf.length).toBeGreaterThan(0);
      expect(roleName(role)).not.toBe('');
      expect([source, asOf]).toEqual([expect.stringContaining('learn.microsoft.com/'), expect.stringMatching(/^20/)]);
    }
  });

  it('takes time in proportion to hostile patterns', () => {
    const hostile = [set([`${'*a'.repeat(50_000)}*`, `${'a*'.repeat(50_000)}write`])];
    const started = performance.now();
    expect(isAllowed(hostile, 'changeCluster')).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
