import type { ArcError, SignInObstacle } from '../kernel/errors';
import { type BoxText, say } from '../kernel/text/boxText';
import type { CommandId } from '../ids';

export interface Action {
  readonly title: BoxText;
  readonly command: CommandId;
  readonly argument?: unknown;
}

/** With actions; runs the chosen one. */
export type ShowFailure = (error: ArcError) => Promise<void>;

export const showLog: Action = { title: say`Show Log`, command: 'arcGateway.log.show' };

const signInActions: Readonly<Record<SignInObstacle, Action>> = {
  signedOut: { title: say`Sign In`, command: 'arcGateway.account.signIn' },
  consent: { title: say`Sign In Again`, command: 'arcGateway.account.signIn' },
  wrongTenant: { title: say`Choose Tenant`, command: 'arcGateway.tenant.choose' },
  credential: { title: say`Store Service Principal`, command: 'arcGateway.servicePrincipal.store' },
  blocked: { title: say`Choose Sign-in Method`, command: 'arcGateway.account.chooseMethod' },
};

/** Most helpful first. */
export function actionsFor({ failure }: ArcError): readonly Action[] {
  if (failure.code === 'SignedOut') return [signInActions[failure.obstacle ?? 'signedOut']];
  if (failure.code === 'Conflict' && failure.interruptedRun !== undefined)
    return interruptedRunActions(failure.interruptedRun);
  return failure.code === 'InvalidInput' ? [] : [showLog];
}

const interruptedRunActions = (journal: string): readonly Action[] => [
  { title: say`Resume`, command: 'arcGateway.association.resume', argument: { journal } },
  { title: say`Discard`, command: 'arcGateway.association.cancel', argument: { journal } },
];
