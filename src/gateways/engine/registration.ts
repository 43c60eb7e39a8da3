import { guid } from '../../kernel/guid';
import { bashLiteral, powershellLiteral } from '../../kernel/text/quote';

/** What a subscription is to be registered for. */
export interface Registrations {
  readonly subscriptionId: string;
  /** Of resource providers: `Microsoft.Kubernetes`. */
  readonly namespaces: readonly string[];
}

const namespacePattern = /^[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z0-9]+)+$/;

/** Undefined for what comes from elsewhere in another form. */
export function readRegistrations({ subscriptionId, namespaces }: Readonly<Record<string, unknown>>) {
  if (typeof subscriptionId !== 'string' || !guid.test(subscriptionId)) return undefined;
  if (!Array.isArray(namespaces) || namespaces.length === 0) return undefined;
  const names = namespaces.filter((each): each is string => typeof each === 'string' && namespacePattern.test(each));
  return names.length === namespaces.length ? { subscriptionId, namespaces: names } : undefined;
}

/** For someone who may register; each waits for the end, and is safe to run twice. */
export function registrationCommands({ subscriptionId, namespaces }: Registrations) {
  return {
    bash: namespaces
      .map(
        (each) =>
          `az provider register --namespace ${bashLiteral(each)} --subscription ${bashLiteral(subscriptionId)} --wait`,
      )
      .join('\n'),
    powershell: [
      `Set-AzContext -Subscription ${powershellLiteral(subscriptionId)}`,
      ...namespaces.map((each) => `Register-AzResourceProvider -ProviderNamespace ${powershellLiteral(each)}`),
    ].join('\n'),
  };
}
