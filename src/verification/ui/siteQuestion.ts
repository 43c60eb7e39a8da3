import { say } from '../../kernel/text/boxText';

/** Which site is verified, if there is no file at hand. */
export const siteQuestion = {
  title: say`Verify site`,
  placeHolder: say`Choose the site file whose machines and clusters to verify`,
  none: say`Verifying a site needs a site file (*.arc.json), and this workspace has none.`,
};
