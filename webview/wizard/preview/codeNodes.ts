import { h } from '../../dom';
import { type Script } from '../scriptNames';
import { codePieces, type Piece } from './codePieces';

export const markNames: Readonly<Record<Script['marks'][number]['kind'], string>> = {
  gateway: 'there because of the gateway',
  proxy: 'there because of the proxy',
};

const node = ({ text, kind }: Piece): Node =>
  kind === undefined ? document.createTextNode(text) : h('span', { class: `token-${kind}` }, text);

/** The script as coloured text, with the stretches that the gateway and the proxy brought in marked. */
export const codeNodes = (script: Script): readonly Node[] =>
  codePieces(script).flatMap(({ mark, pieces }): Node[] => {
    const nodes = pieces.map(node);
    if (mark === undefined) return nodes;
    return [h('mark', { class: `mark-${mark}`, title: `This is ${markNames[mark]}.` }, ...nodes)];
  });
