import * as l10n from '@vscode/l10n';
import { told } from './told';
import type * as v from 'valibot';
import { checkGatewayEndpoint, checkGatewayId, checkScopeId } from '../../kernel/azureNames';
import { isRecord } from '../../kernel/isRecord';
import { choice, lowerCase, optional, required, text } from './fields';
import { readingBy, type Schema } from './schema';
import { section } from './section';
import { gatewayEndpointShape, gatewayIdShape, scopeIdShape } from './shapes';

/** Default: `gateway`. */
export const connection = choice(
  {
    gateway: 'Through the Arc gateway.',
    direct: 'Straight to Azure, or through the proxy.',
    privateLink: 'Through a private link scope.',
  },
  l10n.t('Choose how the servers reach Azure Arc: gateway, direct or privateLink.'),
  told({
    title: 'Connection',
    description: 'How the servers reach Azure Arc; gateway when left out.',
    default: 'gateway',
  }),
);

const gatewayId = text(
  { shape: gatewayIdShape, check: checkGatewayId },
  told({
    title: 'Resource id',
    description:
      'Resource id of a gateway in the same tenant; copy it from the sidebar or from the gateway’s overview in the portal.',
    patternErrorMessage:
      'Write a gateway’s resource id: /subscriptions/…/resourceGroups/…/providers/Microsoft.HybridCompute/gateways/name.',
  }),
);

const endpoint = optional(
  text(
    { shape: gatewayEndpointShape, check: checkGatewayEndpoint, normalize: lowerCase },
    told({
      title: 'URL',
      description:
        'The gateway’s own host name, without https://. Without it the allow list can only show what it looks like.',
      patternErrorMessage: 'Write the host name alone: contoso.gw.arc.azure.com.',
    }),
  ),
);

const aboutGateway = told({
  title: 'Arc gateway',
  description: 'The gateway that carries the servers’ traffic to Azure; needed while the connection is gateway.',
});

export const gateway = section(
  {
    /** Resource id of an Arc gateway, same tenant. */
    id: required(l10n.t('Choose a gateway, or paste its resource id.'), gatewayId),
    /** `<prefix>.gw.arc.azure.com`; without it, the allow list has the pattern. */
    endpoint,
  },
  { about: aboutGateway },
);

/** Ignores the section without `member`. */
const unused = <S extends v.GenericSchema>(schema: S, member: string): S =>
  readingBy(schema, (value, next) => {
    const read = next(schema, value);
    return isRecord(read.value) && Object.hasOwn(read.value, member) ? read : { ...read, value: undefined };
  });

/** Kept in the document while not in use, so switching back loses nothing. */
export const unusedGateway = unused(
  section({ id: optional(gatewayId), endpoint }, { about: aboutGateway }),
  'id',
) as unknown as Schema<v.InferOutput<typeof gateway>>;

const scopeId = text(
  { shape: scopeIdShape, check: checkScopeId },
  told({
    title: 'Private link scope',
    description: 'Resource id of an Azure Arc private link scope.',
    patternErrorMessage:
      'Write a private link scope’s resource id: /subscriptions/…/resourceGroups/…/providers/Microsoft.HybridCompute/privateLinkScopes/name.',
  }),
);

const aboutPrivateLink = told({
  title: 'Private link',
  description: 'The private link scope; needed while the connection is privateLink. It excludes a gateway.',
});

export const privateLink = section(
  { scopeId: required(l10n.t('Paste the resource id of the private link scope.'), scopeId) },
  { about: aboutPrivateLink },
);

export const unusedPrivateLink = unused(
  section(
    {
      /** Azure Arc private link scope; required while the connection is `privateLink`. */
      scopeId: optional(scopeId),
    },
    { about: aboutPrivateLink },
  ),
  'scopeId',
);
