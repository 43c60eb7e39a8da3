import type { SyntaxNode } from './syntaxTree';

export interface GatewayVariable {
  readonly variable: string;
  readonly declaredAt: SyntaxNode;
}

export type GatewayExpression = GatewayVariable | { readonly literal: true };
