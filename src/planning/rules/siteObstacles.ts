import type { Site } from '../site';
import { connectionRules } from './connection';
import { networkRules } from './network';
import type { Rule } from './rule';

/** Of the `siteRules`, those that may find an error. Apart, so that what asks for errors alone loads no more. */
export const siteObstacles: readonly Rule<Site>[] = [...connectionRules, ...networkRules];
