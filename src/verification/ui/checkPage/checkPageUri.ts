import * as vscode from 'vscode';
import { type CheckId, isCheckId } from '../../../kernel/checkIds';
import { isRecord } from '../../../kernel/isRecord';
import { parseJson } from '../../../kernel/json';
import { visibleLine } from '../../../kernel/text/visible';
import { checkPageScheme } from '../../../ids';
import { checkTitle } from '../../engine';

/** Of a resource by `targetKey`. The path is the title of the tab. */
export const checkPageUri = (key: string, name: string, check: CheckId): vscode.Uri =>
  vscode.Uri.from({
    scheme: checkPageScheme,
    path: `/${[name, checkTitle(check)].map((text) => visibleLine(text).replaceAll('/', ' ')).join(': ')}`,
    query: JSON.stringify({ key, check }),
  });

export function readCheckPageUri({ query }: vscode.Uri): { readonly key: string; readonly check: CheckId } | undefined {
  const read = parseJson(query);
  const value = read.ok ? read.value : undefined;
  if (!isRecord(value)) return undefined;
  const { key, check } = value;
  return typeof key === 'string' && isCheckId(check) ? { key, check } : undefined;
}
