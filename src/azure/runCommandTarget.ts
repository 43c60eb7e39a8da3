import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import { type Arm, type ArmRequest, readBody } from './arm';
import { agentNotConnected, runCommandBlocked } from './errors';
import type { ResourcePath } from './paths';
import { isRunCommandHandler } from './runCommandResult';

const extension = v.union([
  v.string(),
  v.pipe(
    v.object({ publisher: v.nullish(v.string()), type: v.nullish(v.string()) }),
    v.transform(({ publisher, type }) => `${publisher ?? ''}/${type ?? ''}`),
  ),
]);

const machine = v.object({
  location: v.string(),
  properties: v.object({
    status: v.nullish(v.string()),
    agentConfiguration: v.nullish(
      v.object({ extensionsEnabled: v.nullish(v.string()), extensionsBlockList: v.nullish(v.array(extension)) }),
    ),
  }),
});

/** Throws if the machine can't run commands. */
export async function readRunCommandRegion(
  arm: Arm,
  { path, name }: ResourcePath,
  signal: AbortSignal,
): Promise<string> {
  const request: ArmRequest = {
    method: 'GET',
    to: { path, apiVersion: '2025-01-13' },
    action: l10n.t`Read machine ${name}`,
    needs: l10n.t('Reader role on the machine'),
    resource: name,
  };
  const { location, properties } = readBody(machine, await arm.send(request, signal), request);
  const { status, agentConfiguration: agent } = properties;
  if (status && status.toLowerCase() !== 'connected') throw agentNotConnected(name, status);
  const isBlocked = agent?.extensionsBlockList?.some(isRunCommandHandler) ?? false;
  if (isBlocked || agent?.extensionsEnabled?.toLowerCase() === 'false') throw runCommandBlocked(name);
  return location;
}
