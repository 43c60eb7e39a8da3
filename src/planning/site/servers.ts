import * as l10n from '@vscode/l10n';
import { told } from './told';
import * as v from 'valibot';
import { recommendedAgent } from '../../kernel/knowledge/agentFeature';
import limits from '../../kernel/knowledge/data/nameLimits.json';
import { choice, count, optional, required, shaped, text } from './fields';
import { textList, wordList } from './lists';
import { section } from './section';
import { sshHostShape } from './shapes';
import { checkSshHost } from './sshHost';

/** A larger number is a typo. */
const mostServers = 1_000_000;

const longest = limits.machine.characters;
const machineMessage = l10n.t`A machine’s name in Azure has at most ${longest} letters, digits, hyphens, underscores and periods.`;

export const servers = section(
  {
    os: wordList(
      { linux: 'A bash script, run with sudo.', windows: 'A PowerShell script, run as administrator.' },
      {
        empty: l10n.t('Choose at least one operating system: linux, windows.'),
        noList: l10n.t('Write the operating systems as a list: ["linux", "windows"].'),
        wrong: l10n.t('Only linux and windows can be onboarded here.'),
        repeated: l10n.t('Name each operating system once.'),
        about: told({
          title: 'Operating systems',
          description: 'Operating systems of the servers; one script is written for each.',
        }),
      },
    ),
    /** Already in Azure Arc? */
    state: v.exactOptional(
      choice(
        {
          new: 'They get the agent and are connected.',
          connected: 'They are associated with the gateway by their names in Azure.',
        },
        l10n.t('Choose whether the servers are new or already connected: new or connected.'),
        told({
          title: 'State',
          description: 'Whether the servers are in Azure Arc already; new when left out.',
          default: 'new',
        }),
      ),
    ),
    /** Oldest version: `1.58` or `1.58.03228.2572`. */
    agentVersion: optional(
      text(
        shaped(
          /^\d{1,3}\.\d{1,5}(\.\d{1,6}){0,2}$/,
          l10n.t`Write the oldest agent’s version as azcmagent show names it: ${recommendedAgent}, or ${recommendedAgent}.03504.3207.`,
        ),
        told({
          title: 'Oldest agent',
          description: 'Version of the oldest agent that runs on the servers, as azcmagent show names it.',
          patternErrorMessage: `Write a version: ${recommendedAgent}, or ${recommendedAgent}.03504.3207.`,
        }),
      ),
    ),
    count: v.exactOptional(
      count(
        mostServers,
        l10n.t`Write how many servers there are, as a whole number from 1 to ${mostServers}.`,
        told({
          title: 'Number of servers',
          description: 'How many servers there are.',
        }),
      ),
    ),
    /** Resource names; needed to associate connected machines with a gateway. */
    machines: v.exactOptional(
      textList(
        required(
          l10n.t('Write a machine’s name, or remove the line.'),
          text(
            shaped(/^[a-z0-9_.-]{1,54}$/i, machineMessage),
            told({
              title: 'Machine',
              patternErrorMessage: `Write a machine’s name in Azure: at most ${longest} letters, digits, hyphens, underscores and periods.`,
            }),
          ),
        ),
        told({
          title: 'Machines',
          description:
            'Names of the machines in Azure, all in the resource group; needed to associate connected servers.',
        }),
      ),
    ),
    /** `admin@{name}.corp.example:22`; `{name}`: the machine’s resource name. */
    sshHost: optional(
      text(
        { shape: sshHostShape, check: checkSshHost },
        told({
          title: 'Host for SSH',
          description:
            'Where ssh finds each machine; {name} stands for its name. Asked for once a machine when left out.',
          patternErrorMessage: 'Write a valid host for ssh: {name}.corp.example, admin@10.0.0.4:2222.',
        }),
      ),
    ),
  },
  { about: told({ title: 'Servers', description: 'Servers to onboard, or to associate with the gateway.' }) },
);
