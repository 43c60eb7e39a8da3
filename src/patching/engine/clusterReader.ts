import { versionsOf } from '../../kernel/knowledge/apiVersions';
import { clusterType } from '../../kernel/resources';
import { findClusterObstacle } from '../../planning';
import { clusters, clusterSettings } from '../../planning/targets/clusters';
import { refsOf } from '../../planning/site';
import type { ClusterOfSite } from '../../planning/targets/target';
import type { Flag } from './arguments';
import { type ClusterCommand, clusterCommandsIn, flagOf, isOn } from './clusterCommands';
import { cliNames, clusterOptions, cmdletNames, entriesOf } from './clusterOptions';
import type { ClusterChoice, ClusterReason } from './clusterReason';
import { clusterReason } from './clusterTexts';
import type { Connect } from './connect';
import type { Context } from './context';
import type { PlacedHint } from './otherMeans';
import { isPlaceholder } from './placeholder';
import { isPrinted } from './printOnly';
import { sourceOf } from './model';
import type { ClusterReader } from './reader';
import type { SyntaxNode } from './syntaxTree';
import type { WantedOption } from './wanted';

const tools = {
  azureCli: { names: cliNames, name: 'name', group: 'resource-group', scope: 'private-link-scope-resource-id' },
  cmdlets: { names: cmdletNames, name: 'ClusterName', group: 'ResourceGroupName', scope: 'PrivateLinkScopeResourceId' },
} as const;

/** `chosen`: in the site’s list, the cluster that a person said is meant where the script doesn’t tell. */
export const clusterReader = (chosen?: number): ClusterReader => ({
  read(context) {
    const found = clusterCommandsIn(context);
    refuseInStrings(context);
    const targets = targetsOf(context);
    const hints = aksArcHints(context);
    if (targets.length === 0) {
      const left = found.map(({ command }) => ({ at: command.start, hint: clusterReason('noneInSite') }));
      return { commands: found.map((each) => connectOf(context, each, undefined)), hints: [...hints, ...left] };
    }
    const pick = picker(context, targets, chosen);
    return { commands: found.map((each) => connectOf(context, each, pick(each))), hints };
  },
});

const targetsOf = ({ site }: Context): readonly ClusterOfSite[] =>
  clusters.targetsIn(
    site,
    refsOf(site.targets).filter(({ kind }) => kind === 'cluster'),
  );

/** Without options where it is left, or refused. */
function connectOf(context: Context, found: ClusterCommand, target: ClusterOfSite | undefined): Connect {
  const { command, verb, flags, openAt, tables } = found;
  const wanted = target ? optionsFor(context, found, target) : [];
  return { command, verb, flags, openAt, unreadAt: undefined, wanted, tables };
}

function optionsFor(context: Context, found: ClusterCommand, target: ClusterOfSite): readonly WantedOption[] {
  const { patch, site, model, values } = context;
  const { name, managedBy } = target.cluster;
  const at = found.command.start;
  const settings = clusterSettings(target, site);
  const { names, scope } = tools[found.tool];
  const before = patch.refusals.length;
  const refuse = (reason: ClusterReason, flag?: Flag): void => patch.refuse(flag?.argument.word.start ?? at, reason);
  if (managedBy === 'aksArc') refuse(clusterReason('provisioned', name));
  else if (settings.mode !== 'gateway') refuse(clusterReason('withoutGateway', name));
  else {
    const obstacle = findClusterObstacle(site, target);
    if (obstacle) patch.refuse(at, { code: 'site.unusable', finding: obstacle.code, problem: obstacle.message });
  }
  const link = flagOf(found, 'enable-private-link') ?? flagOf(found, 'PrivateLinkState');
  const scoped = flagOf(found, scope);
  if (isOn(context, link) || scoped) refuse(clusterReason('privateLink'), link ?? scoped);
  const off = flagOf(found, 'disable-gateway') ?? flagOf(found, 'DisableGateway');
  if (off && isOn(context, off)) refuse(clusterReason('disablesGateway', sourceOf(model, off.argument.word)), off);
  const withoutProxy = flagOf(found, 'disable-proxy');
  if (withoutProxy && settings.httpProxy !== undefined) refuse(clusterReason('disablesProxy'), withoutProxy);
  if (patch.refusals.length > before) return [];
  const wanted = clusterOptions(context, settings, names);
  if (model.language === 'powershell' && found.tool === 'azureCli')
    for (const { flag, value } of wanted)
      if (/["%&|<>^]/.test(value)) patch.refuse(at, clusterReason('cmdCharacters', flag));
  noteDropped(context, found, wanted);
  noteEnvironment(context, at, settings);
  if (/(?:^|\\)Set-AzConnectedKubernetes$/i.test(values.textOf(found.verb.word) ?? ''))
    patch.note(at, 'warning', clusterReason('resets', restCommands(context, target)));
  return wanted;
}

/** The association, and whether the cluster uses it, as a change of nothing else. */
function restCommands({ site }: Context, { place, cluster }: ClusterOfSite): string {
  const id = `/subscriptions/${place.subscriptionId}/resourceGroups/${place.resourceGroup}/providers/${clusterType}/${cluster.name}`;
  const call = (method: string, path: string, version: string | undefined, body: object): string =>
    `Invoke-AzRestMethod -Method ${method} -Path "${id}${path}?api-version=${version ?? ''}" -Payload '${JSON.stringify({ properties: body })}'`;
  const association = { gatewayProperties: { gatewayResourceId: site.gateway.id } };
  return [
    call('PUT', '/providers/Microsoft.HybridCompute/settings/default', versionsOf('clusterSettings')[0], association),
    call('PATCH', '', versionsOf('clusters')[0], { gateway: { enabled: true } }),
  ].join('; ');
}

function noteDropped(context: Context, found: ClusterCommand, wanted: readonly WantedOption[]): void {
  const { names } = tools[found.tool];
  const option = wanted.find(({ flag }) => flag === names.skipRange);
  const flag = option && flagOf(found, option.name);
  const text = flag?.value && context.values.textOf(flag.value);
  if (!option || text === undefined || isPlaceholder(text)) return;
  const kept = new Set(entriesOf(option.value));
  const dropped = entriesOf(text).filter((entry) => !kept.has(entry));
  if (dropped.length > 0)
    context.patch.note(flag?.value?.start ?? 0, 'warning', clusterReason('droppedEntries', option.flag, dropped));
}

/** The deployment machine has its own proxy settings, which its scripts may set. */
function noteEnvironment(
  context: Context,
  at: number,
  { httpsProxy, noProxy }: ReturnType<typeof clusterSettings>,
): void {
  const { model, values, patch } = context;
  if (httpsProxy === undefined || patch.hasNote('cluster.environment')) return;
  const lists = model.assignments.filter(({ name }) => /^(?:env:)?no_proxy$/i.test(name));
  const texts = lists.map(({ value }) => (value ? values.textOf(value) : undefined));
  const needed = entriesOf(noProxy);
  const isSet = texts.some((text) => {
    const entries = new Set(entriesOf(text ?? ''));
    return text === undefined || needed.every((entry) => entries.has(entry));
  });
  if (!isSet) patch.note(at, lists.length > 0 ? 'warning' : 'info', clusterReason('environment', httpsProxy, noProxy));
}

const starts = /\bconnectedk8s["']?\s+["']?(?:connect|update)\b|\b(?:New|Set)-AzConnectedKubernetes\s+[-@]/i;

/** `bash -c "az connectedk8s connect …"`. */
function refuseInStrings(context: Context): void {
  for (const literal of context.model.literals)
    if (!context.isHeld(literal) && starts.test(sourceOf(context.model, literal)) && !isPrinted(context, literal.node))
      context.patch.refuse(literal.start, clusterReason('insideString'));
}

function aksArcHints(context: Context): readonly PlacedHint[] {
  const { model, values, site } = context;
  return model.commands.flatMap((command) => {
    const texts = command.words.map((word) => values.textOf(word) ?? '');
    const verb = texts[texts.indexOf('aksarc', 1) + 1] ?? '';
    const isChange = texts.indexOf('aksarc', 1) > 0 && /^(?:create|update)$/.test(verb);
    if (!isChange || texts.some((text) => text.startsWith('--gateway-id'))) return [];
    return [{ at: command.start, hint: clusterReason('aksArc', site.gateway.id) }];
  });
}

type Pick = (found: ClusterCommand) => ClusterOfSite | undefined;

function picker(context: Context, targets: readonly ClusterOfSite[], chosen: number | undefined): Pick {
  const { patch, values, site } = context;
  const unsure = new Set<string>();
  const textOf = (found: ClusterCommand, name: string): string | undefined => {
    const value = flagOf(found, name)?.value;
    const text = value && values.textOf(value);
    return text === undefined || isPlaceholder(text) || /[^\w().-]/.test(text) ? undefined : text.toLowerCase();
  };
  const nameOf = ({ cluster }: ClusterOfSite): string => cluster.name;
  const groupOf = ({ place }: ClusterOfSite): string => place.resourceGroup;
  // `az connectedk8s` changes no others.
  const own = targets.filter(({ cluster }) => cluster.managedBy !== 'aksArc');
  return (found) => {
    const { name: nameFlag, group: groupFlag } = tools[found.tool];
    const at = found.command.start;
    const [name, group] = [textOf(found, nameFlag), textOf(found, groupFlag)];
    const isOfGroup = (each: ClusterOfSite): boolean => group === undefined || groupOf(each).toLowerCase() === group;
    const narrowed = (all: readonly ClusterOfSite[]): readonly ClusterOfSite[] =>
      all.some(isOfGroup) ? all.filter(isOfGroup) : all;
    if (name === undefined) return ask(narrowed(own.length > 0 ? own : targets));
    const named = narrowed(targets.filter((each) => nameOf(each).toLowerCase() === name));
    const [first] = named;
    const [only, other] = targets;
    if (named.length > 1) return ask(named);
    if (first) {
      if (!isOfGroup(first))
        patch.note(at, 'warning', clusterReason('otherGroup', nameOf(first), group ?? '', groupOf(first)));
      return first;
    }
    if (!only || other) {
      patch.refuse(at, clusterReason('notInSite', name, targets.map(nameOf)));
      return undefined;
    }
    patch.note(at, 'warning', clusterReason('otherName', name, nameOf(only)));
    return only;

    function ask(candidates: readonly ClusterOfSite[]): ClusterOfSite | undefined {
      const [first] = candidates;
      if (new Set(candidates.map((each) => needsOf(site, each))).size === 1) return first;
      const indexed = candidates.map((target) => ({ target, index: targets.indexOf(target) }));
      const said = indexed.find(({ index }) => index === chosen);
      const value = flagOf(found, nameFlag)?.value;
      unsure.add((value && values.keyOf(value)) ?? String(at));
      if (isInLoop(found.command.node)) patch.refuse(at, clusterReason('inLoop'));
      else if (unsure.size > 1) patch.refuse(at, clusterReason('severalUnknown'));
      else if (said) return said.target;
      else {
        const choices = indexed.map(({ target, index }): ClusterChoice => ({
          index,
          name: nameOf(target),
          resourceGroup: target.place.resourceGroup,
        }));
        patch.refuse(at, { ...clusterReason('which', candidates.map(nameOf)), choices });
      }
      return undefined;
    }
  };
}

/** Equal for clusters that a command gives the same. */
const needsOf = (site: Context['site'], target: ClusterOfSite): string =>
  JSON.stringify([
    clusterSettings(target, site),
    target.cluster.managedBy ?? 'self',
    findClusterObstacle(site, target)?.code,
  ]);

function isInLoop(node: SyntaxNode): boolean {
  for (let around: SyntaxNode | undefined = node; around; around = around.parent)
    if (/^(?:for|while|foreach|c_style_for|do|until)_statement$/.test(around.type)) return true;
  return false;
}
