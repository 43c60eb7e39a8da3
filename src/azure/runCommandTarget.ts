import * as v from 'valibot';
import { ArcError } from '../kernel/errors';
import { type Arm, type ArmRequest, readBody } from './arm';
import type { ResourcePath } from './paths';
import { blocked, isRunCommandHandler } from './runCommandResult';

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

/** The machine's region, after a look at what would keep it from running anything. */
export async function regionToRunIn(arm: Arm, { path, name }: ResourcePath, signal: AbortSignal): Promise<string> {
  const request: ArmRequest = {
    method: 'GET',
    to: { path, apiVersion: '2025-01-13' },
    action: `read the machine ${name}`,
    needs: 'the role Reader on the machine',
    resource: name,
  };
  const { location, properties } = readBody(machine, await arm.send(request, signal), request);
  const { status, agentConfiguration: agent } = properties;
  if (status && status.toLowerCase() !== 'connected') {
    const message = `Azure cannot run a command on ${name}: its agent is ${status.toLowerCase()}. Reach the machine another way, or bring its agent back.`;
    throw new ArcError({ code: 'Conflict' }, message);
  }
  const isBlocked = agent?.extensionsBlockList?.some(isRunCommandHandler) ?? false;
  if (isBlocked || agent?.extensionsEnabled?.toLowerCase() === 'false') throw blocked(name);
  return location;
}
