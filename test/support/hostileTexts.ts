import type { ForeignSource } from '../../src/kernel/text/boxText';

/** A link that would run a command, and an icon, as VS Code makes them of a text; then what hides or moves text. */
export const link = '[Fix it](command:boxes.evil)';
const more = '$(flame)\u202e\u200b\r\n\r\n';

/** What each source of foreign text may hand over. A source without one does not compile. */
export const hostileTexts: Readonly<Record<ForeignSource, string>> = {
  azureName: `gw-${link}${more}hub`,
  azureMessage: `Denied. ${link}${more}`,
  fileName: `${link}${more}.arc.json`,
  document: `web](command:boxes.evil)[${link}`,
  script: `azcmagent ${link}${more}`,
  machineOutput: `Permission denied ${link}\u001b]8;;command:boxes.evil\u0007Fix it\u001b]8;;\u0007${more}`,
  sshPrompt: `Password ${more}${link}:`,
  sshHost: `admin@${link}`,
  kubectlContext: `${link}${more}-admin`,
  hostKey: `SHA256:${link}${more}`,
  deviceCode: `(command:boxes.evil) ${link}`,
  url: `https://[Fix it](https://evil.example/)${more}`,
  typed: `${link}[Fix it]`,
  failure: `It failed: ${more}${link}`,
  sentence: `${link}${more} is not known.`,
};
