import * as l10n from '@vscode/l10n';
import { told } from './told';
import { publicLabel } from '../../kernel/hostName';
import { lowerCase, optional, shaped, text } from './fields';
import type { About } from './schema';
import { section } from './section';

const firstLabel = new RegExp(`^${publicLabel}$`, 'i');

const label = (problem: string, about: About | undefined) =>
  optional(
    text(
      {
        ...shaped(firstLabel, problem),
        normalize: lowerCase,
      },
      told({ ...about, patternErrorMessage: problem }),
    ),
  );

/**
 * Owner-specific parts of host names, by scenario. Until given, the allow list has the pattern
 * `<vault>.vault.azure.net`.
 */
export const ownNames = section(
  {
    /** Key vault name. */
    vault: label(
      l10n.t('Write the key vault’s name alone, without the rest of its address: letters, digits and hyphens.'),
      told({
        title: 'Key vault',
        description: 'Name of the key vault; for Key Vault certificates and Entra sign-in to SQL Server.',
      }),
    ),
    /** Log Analytics workspace id. */
    workspace: label(
      l10n.t('Write the workspace’s id alone, without the rest of its address: letters, digits and hyphens.'),
      told({
        title: 'Log Analytics workspace',
        description: 'Id of the Log Analytics workspace; for Azure Monitor and Microsoft Sentinel.',
      }),
    ),
    /** Data collection endpoint: first part of its address. */
    collection: label(
      l10n.t(
        'Write the data collection endpoint’s name alone, without the rest of its address: letters, digits and hyphens.',
      ),
      told({
        title: 'Data collection endpoint',
        description:
          'Name of the data collection endpoint, as its address begins; for Azure Monitor and Microsoft Sentinel.',
      }),
    ),
  },
  {
    about: told({
      title: 'Names',
      description:
        'Parts of host names that only you know, for the scenarios that need them; without them the allow list shows a pattern.',
    }),
  },
);
