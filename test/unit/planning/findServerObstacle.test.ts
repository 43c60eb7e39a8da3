import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { blocks } from '../../../src/planning/blocks';
import { checkSite } from '../../../src/planning/checkSite';
import { findServerObstacle } from '../../../src/planning/findServerObstacle';
import { isRecord } from '../../../src/kernel/isRecord';
import { readSite } from '../../../src/planning/site/readSite';
import { expectHits } from '../../support/hits';
import { nearlyValid } from './site/documents';

const others = fc.constantFrom({}, { clusters: [{ name: 'aks-1' }] }, { azureLocal: [{ name: 'azl-1' }] });
const documents = fc.tuple(nearlyValid, others).map(([document, more]) => {
  const { targets } = document;
  return isRecord(targets) ? { ...document, targets: { ...targets, ...more } } : document;
});
const servers = { kind: 'servers', path: 'targets.servers', name: '' } as const;

it('what stops the servers is the first that a check of the whole site finds for them', () => {
  const hits = { free: 0, stopped: 0, withOthers: 0 };
  fc.assert(
    fc.property(documents, (document) => {
      const { site } = readSite(document);
      if (!site) return;
      const obstacle = findServerObstacle(site);
      hits[obstacle ? 'stopped' : 'free'] += 1;
      if (site.targets.clusters ?? site.targets.azureLocal) hits.withOthers += 1;
      expect(obstacle).toEqual(checkSite(site).find((finding) => blocks(finding, servers)));
    }),
    { numRuns: 1000 },
  );
  expectHits(hits, 20);
});
