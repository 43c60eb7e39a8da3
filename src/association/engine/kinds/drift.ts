import * as l10n from '@vscode/l10n';
import type { AgentFloor } from '../../../kernel/knowledge/agentFloors';
import { lookUp } from '../../../kernel/lookUp';

export interface Drift {
  /** `drift.setToDirect`, or the code of an `AgentFloor`. */
  readonly code: string;
  /** `broken`: traffic bypasses the association. */
  readonly severity: 'broken' | 'weak';
  /** Lowercase, two or three words for a row: `gateway not enabled`. */
  readonly words: string;
  readonly advice: string;
}

export const floorDrift = ({ code, reason, fix, source, asOf }: AgentFloor): Drift => ({
  code,
  severity: Object.hasOwn(brokenWords, code) ? 'broken' : 'weak',
  words: lookUp(brokenWords, code) ?? l10n.t('old agent'),
  advice: `${reason} ${fix} (${source}, ${asOf})`,
});

/** Below these versions, traffic doesn't use the gateway. */
const brokenWords: Readonly<Record<string, string>> = {
  'agent.tooOldForGateway': l10n.t('agent too old'),
  'agent.connectionType': l10n.t('connection type not set'),
  'clusterAgent.tooOldForGateway': l10n.t('agent too old'),
};
