import { type ShownPlan } from '../../../src/contract/wizard';
import { type Script, type ScriptHead } from '../scriptNames';
import { type WizardContext } from '../wizardContext';

interface ShownScript {
  /** Asks the host for the text of a script, or of none, unless the plan has it. */
  readonly want: (plan: ShownPlan, script: ScriptHead | undefined) => void;
  /** Its newest text, which may be older than the plan while the host writes it; undefined before the first. */
  readonly textOf: (script: ScriptHead) => Script | undefined;
}

/** The host sends the text of one script at a time. */
export function createShownScript(ask: WizardContext['actions']['showScript']): ShownScript {
  let asked: { readonly fileName: string | undefined } | undefined;
  let texts = new Map<string, Script>();
  return {
    want: ({ scripts, script }, wanted) => {
      const names = new Set(scripts.map(({ fileName }) => fileName));
      texts = new Map([...texts].filter(([fileName]) => names.has(fileName)));
      if (script) texts.set(script.fileName, script);
      const fileName = wanted?.fileName;
      if (script?.fileName === fileName || (asked && asked.fileName === fileName)) return;
      asked = { fileName };
      ask(fileName);
    },
    textOf: ({ fileName }) => texts.get(fileName),
  };
}
