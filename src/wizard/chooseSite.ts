import type * as vscode from 'vscode';
import { say } from '../kernel/text/boxText';
import { pickOne, type PickItem } from '../vscode/boxes/picks';
import { siteFiles, siteItems } from '../vscode/siteFiles';

/** A new site or one of the workspace, which is asked only where there is one. Undefined if canceled. */
export async function chooseSite(): Promise<vscode.Uri | 'new' | undefined> {
  const sites = await siteFiles();
  if (sites.length === 0) return 'new';
  const items: readonly (PickItem & { readonly site: vscode.Uri | 'new' })[] = [
    { label: say`New site`, description: say`A network of its own`, site: 'new' },
    ...(await siteItems(sites)).map((item) => ({ ...item, site: item.uri })),
  ];
  const chosen = await pickOne(items, {
    title: say`Onboard Kubernetes cluster with Arc gateway`,
    placeHolder: say`Add the cluster to an existing site, or describe a new one`,
    matchOnDescription: true,
  });
  return chosen?.site;
}
