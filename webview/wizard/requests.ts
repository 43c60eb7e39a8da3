import * as l10n from '@vscode/l10n';
import { present } from '../../src/kernel/present';
import { listOf } from '../../src/kernel/text/phrases';
import { messageOf } from '../kit/messageOf';
import { type WizardContext } from './wizardContext';

type Actions = WizardContext['actions'];

interface Parts extends Pick<WizardContext, 'client' | 'edits'> {
  readonly say: (message: string) => void;
}

/** Each action first sends the waiting edits, so that it acts on what the form shows. */
export function createRequests({
  client,
  edits,
  say,
}: Parts): Omit<Actions, 'showStep' | 'showTab' | 'showCluster' | 'jumpTo' | 'saveAll'> {
  const act = (work: () => Promise<string>): void => {
    void edits
      .flush()
      .then(work)
      .catch(messageOf)
      .then((message) => {
        if (message !== '') say(message);
      });
  };
  const quietly = async (request: Promise<unknown>, message = ''): Promise<string> => {
    await request;
    return message;
  };

  return {
    // What is typed may wait: it changes the text, but not which text is shown.
    showScript: (fileName) => {
      client.showScript(present({ fileName })).catch((error: unknown) => {
        say(messageOf(error));
      });
    },
    saveScript: (fileName) => {
      act(async () => {
        const name = await client.saveScript({ fileName });
        return savedMessage(name === null ? null : [name]);
      });
    },
    copyScript: (fileName) => {
      act(() => quietly(client.copyScript({ fileName }), l10n.t('Copied the script.')));
    },
    copyEndpoints: () => {
      act(() => quietly(client.copyEndpoints({}), l10n.t('Copied the endpoints.')));
    },
    copyStep: (index) => {
      act(() => quietly(client.copyStep({ index }), l10n.t('Copied the command.')));
    },
    remedy: (request) => {
      act(() => quietly(client.remedy(request)));
    },
    openAsText: () => {
      act(() => quietly(client.openAsText({})));
    },
    showTraffic: () => {
      act(() => quietly(client.showTraffic({})));
    },
    refreshChoices: () => {
      act(() => quietly(client.refreshChoices({})));
    },
    saveScripts: () => {
      act(async () => savedMessage(await client.saveScripts({})));
    },
  };
}

/** Empty if canceled. */
const savedMessage = (names: readonly string[] | null): string => {
  if (!names) return '';
  return names.length > 2 ? l10n.t`Saved ${names.length} files.` : l10n.t`Saved ${listOf(names)}.`;
};
