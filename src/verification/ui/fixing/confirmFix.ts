import { canceled } from '../../../kernel/errors';
import type { Associable } from '../../../kernel/resources';
import { type BoxText, foreign, joined, lines, paragraphs, say } from '../../../kernel/text/boxText';
import { type FixId, type FixTexts, fixTexts, systemOfAll } from '../../engine/fixes';
import { confirmRisk } from '../../../vscode/boxes/messages';

const mostNames = 8;

interface Asking {
  readonly isSample: boolean;
  /** Signed in to Azure; undefined if unknown. */
  readonly account: string | undefined;
}

/** The step as it will be done: what, where, as whom, and how to undo it. Throws `Canceled` without consent. */
export async function confirmFix(
  fix: FixId,
  resources: readonly Associable[],
  { isSample, account }: Asking,
): Promise<void> {
  const { title, does, where, undo } = fixTexts(fix, systemOfAll(resources));
  const button = foreign('sentence', title.replace(/…$/, ''));
  const [first] = resources;
  const subject =
    first && resources.length === 1
      ? say`${button}: ${foreign('azureName', first.name)}?`
      : say`${button}: ${resources.length} machines?`;
  const names = joined(
    resources.map(({ name }) => foreign('azureName', name)),
    ', ',
    mostNames,
  );
  const detail = paragraphs(
    foreign('sentence', does),
    lines(
      where === 'onMachine' ? say`Where: on ${names}` : say`Where: in Azure, for ${names}`,
      say`As: ${whom(where, account)}`,
      say`To undo: ${foreign('sentence', undo)}`,
    ),
    say`Afterwards it is verified again.`,
  );
  const chosen = await confirmRisk(isSample ? say`${subject} (sample tenant)` : subject, detail, button);
  if (chosen !== button) throw canceled();
}

function whom(where: FixTexts['where'], account: string | undefined): BoxText {
  if (where === 'onMachine') return say`root, or an administrator, over the connection to the machine that you choose`;
  return account === undefined ? say`the account that is signed in to Azure` : foreign('azureName', account);
}
