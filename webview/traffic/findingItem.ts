import check from '@vscode/codicons/src/icons/check.svg';
import error from '@vscode/codicons/src/icons/error.svg';
import info from '@vscode/codicons/src/icons/info.svg';
import warning from '@vscode/codicons/src/icons/warning.svg';
import { type TrafficFinding } from '../../src/contract/traffic';
import { h, spoken } from '../dom';
import { draw } from '../draw';
import { sourceLink } from './sourceLink';

const looks = {
  error: { drawing: error, word: 'Error: ' },
  warning: { drawing: warning, word: 'Warning: ' },
  info: { drawing: info, word: 'Note: ' },
  ok: { drawing: check, word: 'Fine: ' },
} as const;

/** Something to know, with what to do about it and where the fact comes from. */
export const findingItem = ({ severity, message, fix, source }: Omit<TrafficFinding, 'code'>): HTMLElement =>
  h(
    'li',
    { class: 'finding' },
    draw(looks[severity].drawing, `is-${severity}`),
    h(
      'div',
      {},
      spoken(looks[severity].word),
      message,
      fix !== undefined && h('span', { class: 'finding-fix' }, ` ${fix}`),
      source !== undefined && ' ',
      source !== undefined && sourceLink(source),
    ),
  );
