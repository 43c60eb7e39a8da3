import * as l10n from '@vscode/l10n';
import { ArcError } from '../../kernel/errors';
import type { RemoteScript, RemoteTarget } from '../../kernel/ports';

export const untrustedWorkspace = (): ArcError =>
  new ArcError(
    { code: 'Unsupported' },
    l10n.t`Nothing runs on a machine from a workspace that is not trusted. Trust it (Workspaces: Manage Workspace Trust), or open another window.`,
  );

export const scriptNotAgreed = ({ title }: RemoteScript): ArcError =>
  new ArcError({ code: 'Bug' }, l10n.t`The script to ${title} was not shown before it was to run.`);

export const connectionNotChosen = ({ name }: RemoteTarget): ArcError =>
  new ArcError({ code: 'Bug' }, l10n.t`No connection to ${name} was chosen before something was to run there.`);
