import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { type FieldEdit, type WizardState } from '../../../src/contract/wizard';
import { sameResource } from '../../../src/kernel/resources';
import { renderButton, renderIconButton } from '../../kit/button';
import { renderField } from '../../kit/field';
import { renderIcon } from '../../kit/icon';
import { close, copy, error } from '../../kit/icons';
import { renderSelect } from '../../kit/select';
import {
  clusterCount,
  type ClusterForm,
  clusterPath,
  clustersPath,
  clustersSummary,
  createClusterForm,
  shownCluster,
} from '../clusterFields';
import { editPath, pathKey, textAt, valueAt } from '../documentValue';
import { duplicateCluster } from '../duplicateCluster';
import { type Step } from '../step';
import { type WizardContext } from '../wizardContext';

const step = 'clusters';
/** Of edits that add or remove a cluster. */
const listKey = 'clusters';
const listId = pathKey(clustersPath);

type Offered = WizardState['choices']['clusters'][number];

const nameAt = ({ document }: WizardState, index: number): string => textAt(document, clusterPath(index, 'name'));

const indexes = (state: WizardState): readonly number[] =>
  Array.from({ length: clusterCount(state) }, (_, index) => index);

/** Adds a cluster at the end, and shows it. */
function addCluster({ edits, actions }: WizardContext, state: WizardState, cluster: readonly FieldEdit[]): void {
  // Indexes are those of the state that is shown.
  if (edits.isAhead(listKey)) return;
  const index = clusterCount(state);
  edits.now(listKey, cluster);
  actions.showCluster(index);
}

/** What Azure says of a cluster; its place, where that isn’t the site’s. */
function editsFor(index: number, offered: Offered, { document }: WizardState): readonly FieldEdit[] {
  const { name, distribution, agentVersion } = offered;
  const known = Object.entries({ distribution, agentVersion }).filter(([, value]) => value !== undefined);
  const place = (['subscriptionId', 'resourceGroup', 'region'] as const).filter(
    (part) => textAt(document, ['azure', part]).toLowerCase() !== offered[part].toLowerCase(),
  );
  const at = (...rest: readonly string[]) => editPath(clusterPath(index, ...rest));
  return [
    { path: at(), value: { name, state: 'connected', ...Object.fromEntries(known) } },
    ...(place.length > 0
      ? [{ path: at('azure'), value: Object.fromEntries(place.map((part) => [part, offered[part]])) }]
      : []),
  ];
}

/** Clusters in Azure that the document doesn’t describe. */
function offeredClusters(state: WizardState): readonly Offered[] {
  const { document, choices } = state;
  const described = indexes(state).map((index) => {
    const part = (name: string): string =>
      textAt(document, clusterPath(index, 'azure', name)) || textAt(document, ['azure', name]);
    return `${part('subscriptionId')}/${part('resourceGroup')}/${nameAt(state, index)}`;
  });
  return choices.clusters.filter(
    ({ subscriptionId, resourceGroup, name }) =>
      !described.some((each) => sameResource(each, `${subscriptionId}/${resourceGroup}/${name}`)),
  );
}

function renderPicking(context: WizardContext, state: WizardState): TemplateResult | typeof nothing {
  const offered = offeredClusters(state);
  if (offered.length === 0) return nothing;
  return renderSelect({
    id: 'pick-cluster',
    label: l10n.t('Add a connected cluster from Azure'),
    hideLabel: true,
    options: [
      { value: '', label: l10n.t('Add a connected cluster from Azure…') },
      ...offered.map(({ id, name, resourceGroup }) => ({ value: id, label: l10n.t`${name} in ${resourceGroup}` })),
    ],
    value: '',
    onChange: (id) => {
      const chosen = offered.find((each) => each.id === id);
      if (chosen) addCluster(context, state, editsFor(clusterCount(state), chosen, state));
    },
  });
}

function renderItem(context: WizardContext, state: WizardState, index: number): TemplateResult {
  const { fields, edits, actions } = context;
  const name = nameAt(state, index) || l10n.t('no name yet');
  const { wrong, toLookAt } = fields.statusBelow(clusterPath(index).join('.'));
  const note = wrong > 0 ? l10n.t`${wrong} to correct` : toLookAt > 0 ? l10n.t`${toLookAt} to review` : '';
  // An empty list is an error.
  const isLast = clusterCount(state) === 1;
  const remove = (): void => {
    if (edits.isAhead(listKey)) return;
    edits.now(listKey, [{ path: editPath(isLast ? clustersPath : clusterPath(index)) }]);
    const shown = shownCluster(context, state);
    if (shown > index || shown === clusterCount(state) - 1) actions.showCluster(Math.max(0, shown - 1));
  };
  const duplicate = (): void => {
    const value = duplicateCluster(valueAt(state.document, clusterPath(index)));
    addCluster(context, state, [{ path: editPath(clusterPath(clusterCount(state))), value }]);
  };
  return html`<li class="target">
    <button
      type="button"
      class="target-name"
      aria-current=${index === shownCluster(context, state) ? 'true' : nothing}
      @click=${() => actions.showCluster(index)}
    >
      <span>${name}</span>
      <span class="target-note">${wrong > 0 ? renderIcon(error, 'is-error') : nothing}${note}</span>
    </button>
    ${renderIconButton(copy, { label: l10n.t`Duplicate ${name}`, onClick: duplicate })}
    ${renderIconButton(close, { label: l10n.t`Remove ${name}`, onClick: remove })}
  </li>`;
}

export function createClustersStep(context: WizardContext): Step {
  const forms: ClusterForm[] = [];
  context.fields.register({ path: listId, step, label: l10n.t('Clusters') });
  const add = (state: WizardState): void => {
    addCluster(context, state, [{ path: editPath(clusterPath(clusterCount(state))), value: { name: '' } }]);
  };
  return {
    id: step,
    isNeeded: (state) => clusterCount(state) > 0,
    prepare(state) {
      while (forms.length < clusterCount(state)) forms.push(createClusterForm(context, forms.length));
    },
    heading: () => l10n.t('Which Kubernetes clusters?'),
    lead: () =>
      l10n.t('Each is connected from a deployment machine with kubectl. They share the site’s network and gateway.'),
    render: (state) =>
      html`${renderField(
          { id: listId, label: l10n.t('Clusters'), hideLabel: true, notes: context.fields.notesAt(listId) },
          html`<ul class="targets" aria-label=${l10n.t('Clusters')}>
              ${indexes(state).map((index) => renderItem(context, state, index))}
            </ul>
            <div class="picking">
              ${renderButton({ label: l10n.t('Add a cluster'), onClick: () => add(state) })}
              ${renderPicking(context, state)}
            </div>`,
          true,
        )}
        <section class="target-form" aria-label=${nameAt(state, shownCluster(context, state)) || l10n.t('Cluster')}>
          ${forms.map((render, index) =>
            index === shownCluster(context, state) && index < clusterCount(state) ? render(state) : nothing,
          )}
        </section>`,
    summary: clustersSummary,
  };
}
