import * as l10n from '@vscode/l10n';
import type { Finding } from '../../../../kernel/finding';
import { judge, type ObservedAzureState, type Rule } from '../../../rules';
import type { InstanceOfSite, SharedSite } from '../../target';
import { bypassFindings } from '../bypass';
import { modeOfInstance } from '../mode';
import { connectionRules } from './connection';
import { descriptionRules } from './description';
import { type InstanceCase, isNew } from './instanceCase';

/** What the registration’s list can’t say is an error of the instance, whose list is final; others may do without it. */
const bypass: Rule<InstanceCase> = (subject) =>
  isNew(subject)
    ? bypassFindings(subject.target, subject.site)
        .filter(({ severity, code }) => severity !== 'info' && code !== 'bypass.ownMachines')
        .map((finding) => ({ ...finding, path: '.name' }))
    : [];

const rules: readonly Rule<InstanceCase>[] = [...connectionRules, ...descriptionRules, bypass];

/** A path with a leading dot is within the instance, and its finding names it. */
export const checkInstance = (
  target: InstanceOfSite,
  site: SharedSite,
  observed: ObservedAzureState,
): readonly Finding[] =>
  judge(
    rules,
    { target, instance: target.instance, place: target.place, site, mode: modeOfInstance(site) },
    observed,
  ).map((finding) => (finding.path.startsWith('.') ? ofInstance(finding, target) : finding));

const ofInstance = ({ path, message, ...finding }: Finding, { ref, instance: { name } }: InstanceOfSite): Finding => ({
  ...finding,
  path: `${ref.path}${path}`,
  message: l10n.t`${name}: ${message}`,
});
