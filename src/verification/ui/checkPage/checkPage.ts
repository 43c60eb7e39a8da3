import * as l10n from '@vscode/l10n';
import { html, type Html, pageLink } from '../../../kernel/text/html';
import { checkTexts, type CheckResult, outcomeText, type VerifiedResource, transportText } from '../../engine';
import { type FixId, fixTexts } from '../../engine/fixes';
import { commandLink } from '../../../vscode/staticPage';

/** What is known of one check of a resource. */
export interface CheckPageState {
  readonly resource: VerifiedResource;
  readonly check: CheckResult;
  /** In the display language; absent: unknown. */
  readonly at?: string;
  /** A button, or why there is none; absent: nothing has to be fixed. */
  readonly offer?: { readonly fix: FixId } | { readonly reason: string };
  readonly isSample: boolean;
}

/** Expected, seen, why, what to do, and a button for it. */
export function checkPage({ resource, check, at, offer, isSample }: CheckPageState): Html {
  const { subject, way } = resource;
  const { title, expected, observed, cause, fix, consequence, source, sourceDate } = checkTexts(check);
  const seenBy = [
    transportText(way),
    ...(at === undefined ? [] : [at]),
    ...(isSample ? [l10n.t('sample tenant')] : []),
  ];
  return html`<p class="muted">${subject.name}</p>
    <h1>${title}</h1>
    <p>
      <strong class="${check.outcome}">${outcomeText(check.outcome)}</strong>
      <span class="muted">· ${seenBy.join(' · ')}</span>
    </p>
    ${consequence === undefined ? [] : html`<p>${consequence}</p>`}
    <h2>${l10n.t('Expected')}</h2>
    ${values(expected)}
    <h2>${l10n.t('Observed')}</h2>
    ${values(observed)}
    ${
      cause === undefined
        ? []
        : html`<h2>${l10n.t('Likely cause')}</h2>
            <p>${cause}</p>`
    }
    ${
      fix === undefined
        ? []
        : html`<h2>${l10n.t('What to do')}</h2>
            <p>${fix}</p>`
    }
    ${actions(resource, offer)}
    <p class="muted">${l10n.t('Source')}: ${pages(source)} (${sourceDate})</p>`;
}

const pages = (source: string): readonly Html[] => source.split(', ').map((page) => pageLink(page, page));

function values(texts: readonly string[]): Html {
  const [only] = texts;
  if (texts.length <= 1) return html`<p class="value">${only ?? ''}</p>`;
  return html`<ul>
    ${texts.map((text) => html`<li class="value">${text}</li>`)}
  </ul>`;
}

function actions({ subject: { resourceId } }: VerifiedResource, offer: CheckPageState['offer']): Html {
  const reason = offer && 'reason' in offer ? html`<p class="muted">${offer.reason}</p>` : html``;
  if (resourceId === undefined) return reason;
  const own = offer && 'fix' in offer ? [fixLink(offer.fix, resourceId)] : [];
  const again = commandLink('arcGateway.machine.verify', { resourceId }, l10n.t('Verify again'), 'secondary');
  return html`${reason}
    <p class="actions">${[...own, again]}</p>
    ${offer && 'fix' in offer ? html`<p class="muted">${fixTexts(offer.fix).does}</p>` : html``}`;
}

const fixLink = (fix: FixId, resourceId: string): Html =>
  commandLink('arcGateway.verification.fix', { resourceId, fix }, fixTexts(fix).title, 'primary');
