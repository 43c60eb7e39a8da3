import * as l10n from '@vscode/l10n';
import { operatingSystemOf } from '../../../kernel/resourceKinds';
import type { Associable } from '../../../kernel/resources';
import { say } from '../../../kernel/text/boxText';
import { blockedHosts, firewallRequest } from '../../engine/fixes';
import { showInformation } from '../../../vscode/boxes/messages';
import { saveText, startFolder } from '../../../vscode/files';
import { nothingBlocked } from '../errors';
import type { FixingDependencies } from './fixing';

const save = say`Save…`;

/** Of the hosts that the agents’ own checks could not reach. Throws `Precondition` if none is kept. */
export async function showFirewallRequest(
  { documents, resultOf }: Pick<FixingDependencies, 'documents' | 'resultOf'>,
  machines: readonly Associable[],
): Promise<void> {
  const blocked = await Promise.all(
    machines.map(async (machine) => {
      const { name, location } = machine;
      const os = operatingSystemOf(machine) ?? 'linux';
      const result = await resultOf(machine);
      return { name, os, location, blocked: result ? blockedHosts(result) : [] };
    }),
  );
  const own = blocked.filter((each) => each.blocked.length > 0);
  if (own.length === 0) throw nothingBlocked();
  const text = firewallRequest(own);
  await documents.show(say`Firewall request`, text);
  if ((await showInformation(say`The request names the hosts that the agents could not reach.`, save)) !== save) return;
  await saveText({ fileName: 'arc-firewall-request.md', text }, { [l10n.t('Markdown')]: ['md'] }, startFolder());
}
