import * as l10n from '@vscode/l10n';
import { sameResource } from '../../kernel/resources';
import { type Context, gatewayName } from './context';
import type { NoteContent } from './notes';
import type { RefusalReason } from './refusals';

/** Why an option of a command can't be given its value. */
export type OptionProblem =
  | 'repeated'
  | 'withoutValue'
  | 'conditional'
  | 'builtAtRunTime'
  | 'argumentsFromOutside'
  | 'afterLastFlag'
  | 'sharedList';
export type VariableProblem =
  | 'variableReassigned'
  | 'variableNotFixed'
  | 'variableConditional'
  | 'variableChangedLater'
  | 'variableOfOtherSession'
  | 'variableOfOtherFlag'
  | 'variableComposed';

/** An option that a command must have exactly once, with a value of the site. */
export interface WantedOption {
  /** As the command's table has it. */
  readonly name: string;
  /** As it is added: `--gateway-id`. */
  readonly flag: string;
  readonly kind: 'gateway' | 'proxy';
  readonly value: string;
  /** Explanations of the edit. */
  readonly adds: string;
  readonly replaces: string;
  readonly isSame: (text: string) => boolean;
  refusal(problem: OptionProblem): RefusalReason;
  variableRefusal(problem: VariableProblem, name: string): RefusalReason;
  /** The script takes the value from its caller, by this name. */
  ownOption(name: string): RefusalReason;
  /** A value from outside the script stays as it is; absent: it is refused. */
  outsideNote?(source: string): NoteContent;
}

/** Of `azcmagent connect`. */
export function agentOptions({ site }: Pick<Context, 'site'>): readonly WantedOption[] {
  const { id } = site.gateway;
  return [
    {
      name: 'gateway-id',
      flag: '--gateway-id',
      kind: 'gateway',
      value: id,
      adds: l10n.t`Connects the machine through the gateway ${gatewayName(site)}.`,
      replaces: l10n.t`Replaces the gateway with ${gatewayName(site)}.`,
      isSame: (text) => sameResource(text, id),
      refusal: (problem) => ({ code: `gateway.${problem}` }),
      variableRefusal: (problem, name) => ({ code: `gateway.${problem}`, name }),
      ownOption: (name) => ({ code: 'gateway.ownOption', name, gatewayId: id }),
    },
  ];
}
