import type { ArcError } from '../../kernel/errors';
import { azLogin } from '../../kernel/knowledge/azLogin';
import { redact } from '../../kernel/redact';
import { translated } from '../../kernel/text/phrases';
import table from './data/methodErrors.json';
import { signInFailed } from './errors';
import type { SignInMethod } from './methods';

interface MethodError {
  readonly methods: readonly string[];
  /** Any of these, in lower case. */
  readonly signs: readonly string[];
  /** Absent where signing in again helps. */
  readonly obstacle?: string;
  /** `{login}` is the command that signs the Azure CLI in. */
  readonly message: string;
  readonly source: string;
  readonly asOf: string;
}

const known: readonly MethodError[] = table;

export interface MethodContext {
  readonly kind: SignInMethod['kind'];
  readonly tenantId?: string | undefined;
}

/**
 * Recognizes failures of a sign-in method that come without a code of Entra; undefined for others. `said` is the whole
 * text: redacting it may remove the words it is recognized by.
 */
export function methodError(said: string, { kind, tenantId }: MethodContext): ArcError | undefined {
  const lower = said.toLowerCase();
  const found = known.find(
    ({ methods, signs }) => methods.includes(kind) && signs.some((sign) => lower.includes(sign)),
  );
  if (!found) return undefined;
  const message = translated(found.message, { login: azLogin(tenantId, claimsChallengeIn(said)) });
  return signInFailed(message, redact(said), found.obstacle === 'blocked' ? found.obstacle : undefined);
}

/** The library prints Azure's claims challenge as an option for the command. */
const claimsChallengeIn = (said: string): string | undefined => /--claims-challenge [\w+/=-]+/.exec(said)?.[0];
