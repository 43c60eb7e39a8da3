import type { GatewayApi, GatewayProvider, ResourceGroup } from '../../../kernel/gatewayApi';
import { gatewayLimit, limitProblem, newGroupProblem, newNameProblem } from '../../../kernel/knowledge/gatewayLife';
import type { Gateway, Subscription } from '../../../kernel/resources';
import { type BoxText, foreign, say } from '../../../kernel/text/boxText';
import { parseTags, tagsText } from '../../engine';
import { answerMissing, noLocationOffered } from '../errors';
import type { Ask, Choice } from '../../../vscode/ask';
import { type Position, type Step, walkSteps } from '../../../vscode/steps';

export interface GatewayRequest {
  readonly subscription: Subscription;
  readonly resourceGroup: string;
  /** The resource group must be created. */
  readonly isNewGroup: boolean;
  readonly location: { readonly name: string; readonly display: string };
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  /** The subscription must be registered for the provider of gateways. */
  readonly needsRegistration: boolean;
}

type GatewayDraft = Partial<GatewayRequest> & {
  readonly group?: { readonly name: string; readonly location?: string };
};

interface SubscriptionFacts {
  readonly gateways: readonly Gateway[];
  readonly provider: GatewayProvider;
  readonly groups: readonly ResourceGroup[];
}

export interface GatewayQuestionSources {
  readonly api: GatewayApi;
  readonly subscriptions: readonly Subscription[];
  /** Preselected. */
  readonly subscriptionId?: string | undefined;
}

const title = say`Create Arc gateway`;

/** Checks names and limits before any request to create something. */
export async function askForGateway(ask: Ask, sources: GatewayQuestionSources): Promise<GatewayRequest> {
  const facts = new SubscriptionReader(sources.api);
  const steps: readonly Step<GatewayDraft>[] = [
    (draft, position) => subscriptionStep(ask, sources, facts, draft, position),
    (draft, position) => groupStep(ask, facts, draft, position),
    (draft, position) => locationStep(ask, facts, draft, position),
    (draft, position) => nameStep(ask, facts, draft, position),
    (draft, position) => tagsStep(ask, draft, position),
  ];
  const { subscription, group, location, name, ...draft } = await walkSteps<GatewayDraft>({}, steps);
  if (!subscription || !group || !location || name === undefined) {
    throw answerMissing();
  }
  const { groups, provider } = await facts.of(subscription);
  return {
    subscription,
    resourceGroup: group.name,
    isNewGroup: !groups.some((each) => each.name === group.name),
    location,
    name,
    tags: draft.tags ?? {},
    needsRegistration: provider.state.toLowerCase() !== 'registered',
  };
}

/** Reads each subscription once. */
class SubscriptionReader {
  private readonly known = new Map<string, SubscriptionFacts>();

  constructor(private readonly api: GatewayApi) {}

  async of({ id }: Subscription, signal: AbortSignal = AbortSignal.timeout(60_000)): Promise<SubscriptionFacts> {
    const known = this.known.get(id);
    if (known) return known;
    const [gateways, provider, groups] = await Promise.all([
      this.api.list(id, signal),
      this.api.provider(id, signal),
      this.api.resourceGroups(id, signal),
    ]);
    const facts = { gateways, provider, groups };
    this.known.set(id, facts);
    return facts;
  }
}

async function subscriptionStep(
  ask: Ask,
  { subscriptions, subscriptionId }: GatewayQuestionSources,
  facts: SubscriptionReader,
  draft: GatewayDraft,
  position: Position,
): Promise<GatewayDraft | undefined> {
  const wanted = draft.subscription?.id ?? subscriptionId;
  const subscription = await ask.pick<Subscription>({
    title,
    position,
    placeholder: say`Subscription of the gateway (at most ${gatewayLimit} gateways each)`,
    choices: async () =>
      subscriptions.map((each) => ({
        label: foreign('azureName', each.name),
        description: foreign('azureName', each.id),
        value: each,
      })),
    active: ({ id }) => id === wanted,
    refuse: async (each, signal) => problem(limitProblem((await facts.of(each, signal)).gateways)),
  });
  return subscription && { ...draft, subscription };
}

type GroupChoice = { readonly name: string; readonly location?: string } | 'new';

async function groupStep(
  ask: Ask,
  facts: SubscriptionReader,
  draft: GatewayDraft,
  position: Position,
): Promise<GatewayDraft | undefined> {
  const subscription = chosen(draft.subscription);
  for (;;) {
    const group = await ask.pick<GroupChoice>({
      title,
      position,
      placeholder: say`Resource group of the gateway`,
      choices: async (signal) => [
        { label: say`$(add) New resource group…`, alwaysShow: true, value: 'new' },
        ...(await facts.of(subscription, signal)).groups.map(groupChoice),
      ],
      active: (value) => value !== 'new' && value.name === draft.group?.name,
    });
    if (group === undefined) return undefined;
    if (group !== 'new') return { ...draft, group };
    const { groups } = await facts.of(subscription);
    const name = await ask.text({
      title: say`New resource group`,
      position,
      prompt: say`Name of the resource group to create for the gateway`,
      placeholder: say`rg-arc-gateways`,
      validate: (text) => problem(newGroupProblem(text, groups)),
    });
    if (name !== undefined) return { ...draft, group: { name } };
  }
}

const groupChoice = ({ name, location }: ResourceGroup): Choice<GroupChoice> => ({
  label: foreign('azureName', name),
  ...(location !== undefined && { description: foreign('azureName', location) }),
  value: { name, location },
});

/** The location of the resource group is preselected. */
async function locationStep(
  ask: Ask,
  facts: SubscriptionReader,
  draft: GatewayDraft,
  position: Position,
): Promise<GatewayDraft | undefined> {
  const subscription = chosen(draft.subscription);
  const wanted = draft.location?.name ?? chosen(draft.group).location;
  const location = await ask.pick<GatewayRequest['location']>({
    title,
    position,
    placeholder: say`Location of the gateway resource; it serves machines and clusters in every region`,
    choices: async (signal) => {
      const { locations } = (await facts.of(subscription, signal)).provider;
      if (locations.length > 0) {
        return locations.map((each) => ({
          label: foreign('azureName', each.display),
          description: foreign('azureName', each.name),
          value: each,
        }));
      }
      throw noLocationOffered(subscription.name);
    },
    active: ({ name }) => name === wanted,
  });
  return location && { ...draft, location };
}

async function nameStep(
  ask: Ask,
  facts: SubscriptionReader,
  draft: GatewayDraft,
  position: Position,
): Promise<GatewayDraft | undefined> {
  const { gateways } = await facts.of(chosen(draft.subscription));
  const group = chosen(draft.group);
  const name = await ask.text({
    title,
    position,
    prompt: say`Name of the gateway: letters, digits, periods, underscores, and hyphens`,
    placeholder: say`gw-contoso`,
    value: draft.name ?? '',
    validate: (text) => problem(newNameProblem(text, group.name, gateways)),
  });
  return name === undefined ? undefined : { ...draft, name };
}

async function tagsStep(ask: Ask, draft: GatewayDraft, position: Position): Promise<GatewayDraft | undefined> {
  const text = await ask.text({
    title,
    position,
    prompt: say`Tags, such as env=production, owner=platform. Press Enter for none`,
    placeholder: say`none`,
    value: tagsText(draft.tags ?? {}),
    validate: (value) => {
      const tags = parseTags(value);
      return tags.ok ? undefined : problem(tags.error.message);
    },
  });
  const tags = text === undefined ? undefined : parseTags(text);
  return tags?.ok ? { ...draft, tags: tags.value } : undefined;
}

const problem = (text: string | undefined): BoxText | undefined =>
  text === undefined ? undefined : foreign('typed', text);

/** The answer to an earlier question. */
function chosen<T>(value: T | undefined): T {
  if (value === undefined) throw answerMissing();
  return value;
}
