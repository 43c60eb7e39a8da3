import { type Endpoint, sourceName } from '..';
import { inEnglish } from '../../../kernel/text/phrases';

/** English. */
export const askedBy = ({ from }: Pick<Endpoint, 'from'>): string =>
  from.map((source) => sourceName(source, inEnglish)).join('; ');

/** English. */
export const whenText = ({ when, webSocket }: Pick<Endpoint, 'when' | 'webSocket'>): string =>
  webSocket ? `${when}, with WebSockets` : when;
