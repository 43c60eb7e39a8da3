import type { SyntaxNode } from './syntaxTree';

/** A variable that holds the gateway, as the script writes it, and the statement that sets it. */
export interface GatewayVariable {
  readonly variable: string;
  readonly declaredAt: SyntaxNode;
}

/** How the script names the gateway: a variable of its own, or the id on the spot. */
export type GatewayExpression = GatewayVariable | { readonly literal: true };
