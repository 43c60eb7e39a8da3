import { featureSince } from '../../../kernel/knowledge/agentFeature';
import type { Fragment } from '../writing/fragment';

const { since } = featureSince('automaticGateway');
const [major = 0, minor = 0] = since.split('.').map(Number);

/** The first agent that switches to its gateway without connection.type, `1.51`: in a script, code and not a value. */
export const automaticFrom: Fragment = { text: since, marks: [] };
export const automaticMajor = major;
export const automaticMinor = minor;
