import type * as vscode from 'vscode';
import { say } from '../../kernel/text/boxText';
import { chooseSiteFile, siteOf } from '../../vscode/siteFiles';

/** A URI, the row of a site, or what the person chooses. Throws `Canceled`. */
export const siteToVerify = async (argument: unknown): Promise<vscode.Uri> =>
  siteOf(argument) ??
  chooseSiteFile({
    title: say`Verify site`,
    placeHolder: say`Choose the site file whose machines and clusters to verify`,
    none: say`Verifying a site needs a site file (*.arc.json), and this workspace has none.`,
  });
