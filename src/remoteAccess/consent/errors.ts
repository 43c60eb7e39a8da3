import * as l10n from '@vscode/l10n';
import { ArcError } from '../../kernel/errors';
import type { RemoteScript, RemoteTarget } from '../../kernel/ports';
import { translated } from '../../kernel/text/phrases';

export const untrustedWorkspace = (): ArcError =>
  new ArcError(
    { code: 'Unsupported' },
    l10n.t(
      'Commands cannot run on machines from an untrusted workspace. Trust it with the command “Workspaces: Manage Workspace Trust”, or open another window.',
    ),
  );

export const clusterUntrusted = (): ArcError =>
  new ArcError(
    { code: 'Unsupported' },
    l10n.t(
      'Clusters cannot be read with kubectl from an untrusted workspace. Trust it with the command “Workspaces: Manage Workspace Trust”, or open another window.',
    ),
  );

export const noContexts = (): ArcError =>
  new ArcError(
    { code: 'Unsupported' },
    l10n.t(
      'Your kubeconfig has no contexts. Sign in to the cluster as you do for kubectl in a terminal, then try again.',
    ),
  );

export const scriptNotAgreed = ({ title }: RemoteScript): ArcError =>
  new ArcError({ code: 'Bug' }, l10n.t`This script was not approved before it was about to run: ${translated(title)}`);

export const notBySsh = ({ name }: RemoteTarget): ArcError =>
  new ArcError(
    { code: 'Unsupported' },
    l10n.t`${name} is not reached by SSH. Choose SSH with “Choose how to connect to the machine…” in its menu.`,
  );

export const connectionNotChosen = ({ name }: RemoteTarget): ArcError =>
  new ArcError({ code: 'Bug' }, l10n.t`No connection to ${name} was chosen before a script was about to run there.`);
