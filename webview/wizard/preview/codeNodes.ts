import { type WizardState } from '../../../src/contract/wizard';
import { h } from '../../dom';
import { highlight, type Token } from './highlight';

export type Script = NonNullable<WizardState['plan']>['scripts'][number];
type Mark = Script['marks'][number];

export const markNames: Readonly<Record<Mark['kind'], string>> = {
  gateway: 'there because of the gateway',
  proxy: 'there because of the proxy',
};

/** The script as coloured text, with the stretches that the gateway and the proxy brought in marked. */
export function codeNodes({ text, language, marks }: Script): readonly Node[] {
  const tokens = language === 'bash' || language === 'powershell' ? highlight(text, language) : [];
  const ordered = [...marks].sort((a, b) => a.start - b.start);
  const nodes: Node[] = [];
  let done = 0;
  for (const mark of ordered) {
    const start = Math.max(mark.start, done);
    if (mark.end <= start) continue;
    nodes.push(...stretch(text, tokens, done, start));
    const attributes = { class: `mark-${mark.kind}`, title: `This is ${markNames[mark.kind]}.` };
    nodes.push(h('mark', attributes, ...stretch(text, tokens, start, mark.end)));
    done = mark.end;
  }
  nodes.push(...stretch(text, tokens, done, text.length));
  return nodes;
}

function stretch(text: string, tokens: readonly Token[], from: number, to: number): Node[] {
  const nodes: Node[] = [];
  let done = from;
  const plain = (end: number): void => {
    if (end > done) nodes.push(document.createTextNode(text.slice(done, end)));
    done = Math.max(done, end);
  };
  for (const token of tokens) {
    if (token.end <= from || token.start >= to) continue;
    const start = Math.max(token.start, from);
    const end = Math.min(token.end, to);
    plain(start);
    nodes.push(h('span', { class: `token-${token.kind}` }, text.slice(start, end)));
    done = end;
  }
  plain(to);
  return nodes;
}
