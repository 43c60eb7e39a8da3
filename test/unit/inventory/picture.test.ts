import { describe, expect, it } from 'vitest';
import { type LastVerification, verificationOf } from '../../../src/kernel/inventory';
import { resourceKey } from '../../../src/kernel/resources';
import { Picture } from '../../../src/inventory/picture';
import { inventory, machine } from '../../support/resources';

const web = machine('web-1');
const key = resourceKey(web.id);
const read = inventory({ machines: [web] });
const look = (at: string, failed: LastVerification['failed'] = []): ReadonlyMap<string, LastVerification> =>
  new Map([[key, { at, passed: 1, failed, unknown: [] }]]);

describe('the picture of a tenant', () => {
  it('keeps what verifications came to, through readings and tenants, whenever it is told', () => {
    const picture = new Picture();
    const seen = () => picture.inventory && verificationOf(picture.inventory, web)?.at;
    expect(picture.verified(look('2026-11-20T12:00:00Z'))).toEqual([key]);
    picture.show(read, { isAll: true });
    expect(seen()).toBe('2026-11-20T12:00:00Z');
    picture.verified(look('2026-11-20T12:05:00Z'));
    expect(seen()).toBe('2026-11-20T12:05:00Z');
    picture.clear();
    picture.recall({ inventory: read, readAt: 0 });
    expect(seen()).toBe('2026-11-20T12:05:00Z');
  });

  it('is not told anew by what was seen before', () => {
    const picture = new Picture();
    const shown = picture.show(read, { isAll: true });
    expect(picture.verified(look('2026-11-20T12:05:00Z', ['agent.status']))).toEqual([key]);
    expect(picture.verified(look('2026-11-20T12:04:59Z'))).toEqual([]);
    expect(picture.inventory && verificationOf(picture.inventory, web)?.failed).toEqual(['agent.status']);
    expect(verificationOf(shown, web)).toBeUndefined();
  });
});
