import { ArcError, type SignInObstacle } from '../../kernel/errors';
import { azLogin } from '../../kernel/knowledge/azLogin';
import { redact } from '../../kernel/redact';
import table from './data/wayErrors.json';
import type { Method } from './methods';

interface Entry {
  readonly ways: readonly string[];
  /** Any of these; in lower case. */
  readonly signs: readonly string[];
  /** Absent where the person signs in again, or by another way. */
  readonly obstacle?: string;
  /** `{login}` stands for the command that signs the Azure CLI in. */
  readonly message: string;
  readonly source: string;
  readonly asOf: string;
}

const entries: readonly Entry[] = table;

export interface Way {
  readonly kind: Method['kind'];
  readonly tenantId?: string | undefined;
}

/**
 * What a way of signing in says of itself where it fails, without a word of Entra’s; undefined when it is not known. It
 * is recognized by the whole text: what is taken out of it as a possible secret may be what it is known by.
 */
export function wayError(said: string, way: Way): ArcError | undefined {
  const lower = said.toLowerCase();
  const found = entries.find(
    ({ ways, signs }) => ways.includes(way.kind) && signs.some((sign) => lower.includes(sign)),
  );
  if (!found) return undefined;
  const obstacle = obstacleOf(found);
  const message = found.message.replace('{login}', () => azLogin(way.tenantId, demandIn(said)));
  return new ArcError({ code: 'SignedOut', ...(obstacle && { obstacle }) }, message, {
    cause: new Error(redact(said)),
  });
}

/** A way that is closed here leads to another one. */
const obstacleOf = ({ obstacle }: Entry): SignInObstacle | undefined => (obstacle === 'blocked' ? obstacle : undefined);

/** What the library says of Azure's demand goes into the command. */
const demandIn = (said: string): string | undefined => /--claims-challenge [\w+/=-]+/.exec(said)?.[0];
