import * as l10n from '@vscode/l10n';
import { canceled } from '../../kernel/errors';
import type { RemoteRunner } from '../../kernel/ports';
import { payloadOf } from '../payload/payloadOf';
import { runPayload } from '../process/runPayload';
import { Shell } from '../process/shell';
import { shownCommand } from '../process/shownCommand';
import { timedOut } from '../errors';
import { sshError } from '../ssh/errors';

const startMilliseconds = 20_000;
const here = l10n.t('this machine');

/** Where the extension host runs. */
export const localRunner: RemoteRunner = {
  transport: 'local',
  commandLine: (_target, script) => shownCommand(payloadOf(script, 'arc-…').argv),
  async run(_target, script, signal) {
    const result = await runPayload(
      script,
      { shellFor: ({ argv: [program, ...args] }) => new Shell({ program, args }), startMilliseconds },
      signal,
    );
    switch (result.kind) {
      case 'ran':
        return result.outcome;
      case 'canceled':
        throw canceled();
      case 'timedOut':
        throw timedOut(script, here, result.tail);
      case 'noStart':
        throw sshError({ exitCode: 1, says: result.says, hasBegun: false }, here);
      case 'failed':
        throw sshError(result, here);
    }
  },
};
