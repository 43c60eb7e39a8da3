import { expect, test } from 'vitest';
import { gatewayMarkdown } from '../../../../src/gateways/ui/commands/gatewayMarkdown';
import { gateway, machine } from '../../../support/resources';

const hub = gateway('gw_hub', { tags: { owner: '<b>me</b>' } });
const page = (more: Partial<Parameters<typeof gatewayMarkdown>[0]> = {}): string =>
  gatewayMarkdown({
    details: { gateway: hub, allowedFeatures: ['*'], bypass: ['repo.contoso.com'] },
    subscription: 'Edge',
    behind: { users: [machine('web-01')], unknown: [] },
    ...more,
  });

test('a page says what a gateway is, what goes past it and what is behind it', () => {
  const text = page({ portal: 'https://portal.azure.com/#@t/resource/x' });
  expect(text).toMatch(/^# gw_hub\n/);
  expect(text).toContain('| URL | `https://gw_hub.gw.arc.azure.com` |');
  expect(text).toContain('West Europe');
  expect(text).toContain('- `repo.contoso.com`');
  expect(text).toContain('## Associated resources (1)');
  expect(text).toMatch(/\| web-01 \| Machine \| Connected \| 1\.67 \|/);
  expect(text).toContain('[Open in the Azure portal](<https://portal.azure.com/#@t/resource/x>)');
});

test('nothing of Azure’s texts is taken for markup', () => {
  expect(page()).not.toContain('<b>');
});

test('what is not there or not known is said', () => {
  const creating = { gateway: gateway('gw-new', { state: 'Creating', endpoint: undefined }), allowedFeatures: [] };
  const text = page({ details: creating, behind: { users: [], unknown: [machine('web-02')] } });
  expect(text).toContain('Azure has not assigned a URL yet');
  expect(text).toContain('does not offer an API version with bypass lists');
  expect(text).toContain('No resource that you can see uses it.');
  expect(text).toContain('The gateway of 1 more resource is unknown.');
});

test('ten thousand resources make a page that can still be read', () => {
  const users = Array.from({ length: 10_000 }, (_, index) => machine(`web-${index}`));
  const text = page({ behind: { users, unknown: [] } });
  expect(text).toContain('## Associated resources (10000)');
  expect(text).toContain('… and 9500 more.');
});
