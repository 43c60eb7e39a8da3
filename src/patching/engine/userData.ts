import type { Site } from '../../planning/site';
import type { HeldScript } from './container';
import type { PatchBuilder } from './patchBuilder';
import { connectingPlaces } from './unsupported';

/** `<powershell>` of EC2’s user data; `<script>` holds a batch file. Source: EC2 user guide (November 2025). */
export function taggedScripts(text: string, patch: PatchBuilder, site: Site): readonly HeldScript[] {
  const scripts: HeldScript[] = [];
  let at = 0;
  for (const { 0: tag, 1: name = '', index } of text.matchAll(/<(powershell|script)>/gi)) {
    if (index < at) continue;
    const start = index + tag.length;
    const end = endOf(text, `</${name}>`, start);
    at = end;
    const source = text.slice(start, end);
    if (name.toLowerCase() === 'powershell') scripts.push({ start, end, language: 'powershell', source });
    else if ('gateway' in site && site.gateway)
      for (const place of connectingPlaces(source))
        patch.refuse(start + place, {
          code: 'connect.otherFormat',
          option: '--gateway-id',
          gatewayId: site.gateway.id,
        });
  }
  return scripts;
}

function endOf(text: string, tag: string, from: number): number {
  const found = [text.indexOf(tag, from), text.indexOf(tag.toLowerCase(), from)].filter((at) => at >= 0);
  return found.length === 0 ? text.length : Math.min(...found);
}
