import { expect } from 'vitest';
import { patchScript } from '../../../support/patchScript';
import { proxied } from './sites';

const { id } = proxied.gateway;
const proxy = proxied.network.proxyUrl ?? '';

const filled = (text: string): string =>
  text
    .replaceAll('AGENT', '"$env:ProgramFiles\\AzureConnectedMachineAgent\\azcmagent.exe"')
    .replaceAll('SET', `config set proxy.url "${proxy}"`)
    .replaceAll('GW', `--gateway-id "${id}"`)
    .replaceAll('ID', id)
    .replaceAll('PROXY', proxy);

/**
 * Patches a text in which what is to be inserted is between `«` and `»`, and what it replaces between `‹` and `›` before
 * it. `GW` is the flag with the gateway, `ID` the gateway, `SET` the setting, `PROXY` the proxy, `AGENT` its path.
 */
export function expectMarked(marked: string, name: string, site = proxied) {
  const before = filled(marked.replace(/«[^»]*»/g, '').replace(/[‹›]/g, ''));
  const after = filled(marked.replace(/‹[^›]*›/g, '').replace(/[«»]/g, ''));
  const outcome = patchScript(before, site, name);
  expect(outcome).toMatchObject({ ok: true });
  if (!outcome.ok) throw new Error('refused');
  expect(outcome.value.text).toBe(after);
  expect(patchScript(after, site, name)).toMatchObject({ ok: true, value: { text: after, edits: [] } });
  return outcome.value;
}
