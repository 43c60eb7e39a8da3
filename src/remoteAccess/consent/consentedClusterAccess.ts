import * as v from 'valibot';
import * as vscode from 'vscode';
import { canceled } from '../../kernel/errors';
import { agentsNamespace, clusterReads, proxyLogsRead, releasesRead } from '../../kernel/knowledge/clusterReads';
import type { ClusterAccess, ClusterConnection, ClusterRef, Kubectl } from '../../kernel/kubectl';
import { lookUp } from '../../kernel/lookUp';
import { resourceKey } from '../../kernel/resources';
import { type BoxText, bullets, foreign, paragraphs, say } from '../../kernel/text/boxText';
import { confirm } from '../../vscode/boxes/messages';
import { pickOne, type PickItem } from '../../vscode/boxes/picks';
import { clusterUntrusted, noContexts } from './errors';

const storeKey = 'arcGateway.clusterContexts';
const read = say`Read`;

interface ContextItem extends PickItem {
  readonly context: string;
}

/** A context is agreed to with the cluster that it is for, in one workspace. */
export class ConsentedClusterAccess implements ClusterAccess {
  constructor(
    private readonly state: vscode.Memento,
    private readonly kubectl: () => Promise<Kubectl>,
    private readonly isTrusted = () => vscode.workspace.isTrusted,
  ) {}

  async chooseContext(cluster: ClusterRef): Promise<string> {
    if (!this.isTrusted()) throw clusterUntrusted();
    const kubectl = await this.kubectl();
    const contexts = await kubectl.contexts(new AbortController().signal);
    const chosen = await pickOne(itemsOf(contexts, cluster, this.chosen(cluster)), {
      title: say`kubectl context of ${foreign('azureName', cluster.name)}`,
      placeHolder: say`From your kubeconfig. Remembered for this workspace; nothing is compared before it is proven to be this cluster.`,
    });
    if (!chosen) throw canceled();
    await askConsent(kubectl, chosen.context, cluster);
    await this.state.update(storeKey, { ...this.stored, [resourceKey(cluster.resourceId)]: chosen.context });
    return chosen.context;
  }

  async forgetContext({ resourceId }: ClusterRef): Promise<boolean> {
    const { [resourceKey(resourceId)]: known, ...others } = this.stored;
    await this.state.update(storeKey, others);
    return known !== undefined;
  }

  async open(cluster: ClusterRef): Promise<ClusterConnection | undefined> {
    const context = this.chosen(cluster);
    if (context === undefined || !this.isTrusted()) return undefined;
    const kubectl = await this.kubectl();
    return {
      context,
      read: (name, signal) => kubectl.read(context, clusterReads[name], signal),
      releases: (signal) => kubectl.labels(context, releasesRead, signal),
      logs: (read, onOutput, signal) =>
        kubectl.logs(context, { ...read, namespace: agentsNamespace }, onOutput, signal),
    };
  }

  private chosen({ resourceId }: ClusterRef): string | undefined {
    return lookUp(this.stored, resourceKey(resourceId));
  }

  /** Ignores what isn’t a record of names. */
  private get stored(): Readonly<Record<string, string>> {
    const parsed = v.safeParse(v.record(v.string(), v.string()), this.state.get<unknown>(storeKey));
    return parsed.success ? parsed.output : {};
  }
}

/** The one chosen before, then those that are named like the cluster, then the others as the kubeconfig has them. */
function itemsOf(
  contexts: readonly string[],
  { name }: ClusterRef,
  chosen: string | undefined,
): readonly ContextItem[] {
  if (contexts.length === 0) throw noContexts();
  const isAlike = (context: string): boolean => context.toLowerCase().includes(name.toLowerCase());
  const rank = (context: string): number => (context === chosen ? 0 : isAlike(context) ? 1 : 2);
  return contexts
    .map((context) => ({
      context,
      label: foreign('kubectlContext', context),
      ...(context === chosen && { description: say`chosen` }),
    }))
    .toSorted((a, b) => rank(a.context) - rank(b.context));
}

async function askConsent(kubectl: Kubectl, context: string, { name }: ClusterRef): Promise<void> {
  const commands: readonly BoxText[] = [...Object.values(clusterReads), releasesRead, proxyLogsRead].map((each) =>
    foreign('sentence', kubectl.commandLine(context, each)),
  );
  const question = say`Read ${foreign('azureName', name)} with the context ${foreign('kubectlContext', context)}?`;
  const detail = paragraphs(
    say`To verify this cluster and to show its Arc proxy’s log, these commands run here, with your kubeconfig and sign-in:`,
    bullets(commands),
    say`They change nothing. Of Secrets, only names and labels are read. You are not asked again in this workspace.`,
  );
  if ((await confirm(question, detail, read)) !== read) throw canceled();
}
