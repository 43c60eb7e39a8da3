import { describe, expect, it } from 'vitest';
import { patchScript } from '../../../support/patchScript';
import { direct } from './sites';

const patch = (text: string, fileName: string) => patchScript(text, direct, fileName);
const { id } = direct.gateway;

describe('a template', () => {
  it.each([
    ['onboard.sh.j2', '{{ location }}'],
    ['onboard.sh.j2', '{{ location | default("west europe") }}'],
    ['onboard.sh.j2', '"{{ location }}"'],
    ['onboard.sh.j2', 'arc-{{ site }}-{{ zone }}'],
    ['onboard.sh.tmpl', '{{ .Location }}'],
    ['onboard.sh.erb', '<%= @location %>'],
    ['onboard.sh', '{{ location }}'],
    ['onboard.sh', '${{ inputs.location }}'],
    ['onboard.sh.tftpl', '"${location}"'],
    ['onboard.ps1.tmpl', '{{ .Location }}'],
    ['onboard.ps1.tftpl', '"${location}"'],
  ])('%s is patched behind %s, with nothing that the template takes for its own', (fileName, value) => {
    const command = `azcmagent connect --resource-group "rg" --location ${value}`;
    expect(patch(`${command}\n`, fileName)).toMatchObject({
      ok: true,
      value: { text: `${command} --gateway-id "${id}"\n` },
    });
  });

  it('gets a variable of its own without braces', () => {
    const script = 'LOCATION="{{ location }}"\nazcmagent connect --resource-group rg --location "${LOCATION}"\n';
    expect(patch(script, 'onboard.sh.j2')).toMatchObject({
      ok: true,
      value: { text: expect.stringContaining('--gateway-id "$GATEWAY_ID"') as string },
    });
    expect(patch(script, 'onboard.sh')).toMatchObject({
      ok: true,
      value: { text: expect.stringContaining('--gateway-id "${GATEWAY_ID}"') as string },
    });
  });

  it('that decides over arguments of connect is refused', () => {
    const script = 'azcmagent connect --resource-group rg {% if x %} --location y {% endif %}\n';
    expect(patch(script, 'onboard.sh.j2')).toMatchObject({ ok: false, error: [{ line: 1 }] });
  });
});
