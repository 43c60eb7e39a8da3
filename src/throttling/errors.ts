import * as l10n from '@vscode/l10n';
import { ArcError } from '../kernel/errors';
import type { GatewayOperation } from '../kernel/gatewayApi';

type Request = Pick<GatewayOperation, 'isUnanswered'>;

export const operationLost = (gateway: string, cause: unknown): ArcError =>
  new ArcError(
    { code: 'OperationFailed' },
    l10n.t`Azure hasn’t reported the state of ${gateway} for hours. Check the gateway’s activity log in the portal, then refresh.`,
    { cause },
  );

const withoutEffect = (problem: string): ArcError =>
  new ArcError(
    { code: 'OperationFailed' },
    `${problem} ${l10n.t('Refresh to see the current state, then try again.')}`,
  );

export const gatewayRemains = (name: string, state: string, { isUnanswered }: Request): ArcError =>
  withoutEffect(
    isUnanswered
      ? l10n.t`Azure didn’t respond to the request to delete the gateway ${name}, and it still exists (${state}).`
      : l10n.t`Azure reports that the gateway ${name} was deleted, but it still exists (${state}).`,
  );

export const gatewayMissing = (name: string, { isUnanswered }: Request): ArcError =>
  withoutEffect(
    isUnanswered
      ? l10n.t`Azure didn’t respond to the request to create the gateway ${name}, and it doesn’t exist.`
      : l10n.t`Azure reports that the gateway ${name} was created, but it doesn’t exist.`,
  );

export const gatewayNotReady = (name: string, state: string): ArcError =>
  withoutEffect(l10n.t`The gateway ${name} wasn’t created successfully: its state is ${state}.`);

/** It continues in Azure. */
export const registrationNotFinished = (namespace: string, state: string): ArcError =>
  new ArcError(
    { code: 'OperationFailed' },
    l10n.t`Azure hasn’t finished registering ${namespace} (${state}). It continues in the background; try again later.`,
  );
