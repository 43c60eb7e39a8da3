import type { ArcError } from '../../kernel/errors';
import { azLogin } from '../../kernel/knowledge/azLogin';
import { redact } from '../../kernel/redact';
import { translated } from '../../kernel/text/phrases';
import table from './data/methodErrors.json';
import { signInFailed } from './errors';
import type { SignInMethod } from './methods';

interface MethodError {
  readonly methods: readonly string[];
  /** Lowercase. */
  readonly signs: readonly string[];
  readonly obstacle?: string;
  /** `{login}` is the Azure CLI's sign-in command. */
  readonly message: string;
  readonly source: string;
  readonly asOf: string;
}

const known: readonly MethodError[] = table;

export interface MethodContext {
  readonly kind: SignInMethod['kind'];
  readonly tenantId?: string | undefined;
}

/** For failures without an Entra code. `said` is not redacted, because that may remove recognizable words. */
export function methodError(said: string, { kind, tenantId }: MethodContext): ArcError | undefined {
  const lower = said.toLowerCase();
  const found = known.find(
    ({ methods, signs }) => methods.includes(kind) && signs.some((sign) => lower.includes(sign)),
  );
  if (!found) return undefined;
  const message = translated(found.message, { login: azLogin(tenantId, claimsChallengeIn(said)) });
  return signInFailed(message, redact(said), found.obstacle === 'blocked' ? found.obstacle : undefined);
}

const claimsChallengeIn = (said: string): string | undefined => /--claims-challenge [\w+/=-]+/.exec(said)?.[0];
