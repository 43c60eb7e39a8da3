import * as l10n from '@vscode/l10n';
import { told } from './told';
import * as v from 'valibot';
import limits from '../../kernel/knowledge/data/nameLimits.json';
import type { AgentCloud } from '../../kernel/knowledge/clouds';
import { ownPlace } from './azure';
import { required, shaped, text } from './fields';
import { section } from './section';

const longest = limits.azureLocal.characters;

export const azureLocalInstance = (cloud: AgentCloud) =>
  section(
    {
      name: required(
        l10n.t('Name the instance’s resource in Azure.'),
        text(
          shaped(
            /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/i,
            l10n.t`An instance’s name in Azure has at most ${longest} letters, digits and hyphens, and begins and ends with a letter or digit.`,
          ),
          told({
            title: 'Name',
            description: 'Name of the instance in Azure.',
            patternErrorMessage: `Write at most ${longest} letters, digits and hyphens.`,
          }),
        ),
      ),
      azure: v.exactOptional(ownPlace(cloud)),
    },
    { about: told({ title: 'Azure Local instance', description: 'An Azure Local instance.' }) },
  );
