import * as v from 'valibot';
import type { FailureCode } from '../../kernel/errors';
import { associableKinds, operatingSystems } from '../../kernel/resources';
import type { JournalEntry } from './journal';

/** Journal lines, version 1. Covers all fields that runs and reports use, so malformed lines can't break them. */
const text = v.string();
const name = v.pipe(v.string(), v.nonEmpty());
const isoTime = v.pipe(v.string(), v.maxLength(40));
const place = v.pipe(v.number(), v.integer(), v.minValue(0));
const connectionType = v.picklist(['default', 'direct', 'gateway']);

const state = v.looseObject({
  gatewayId: v.exactOptional(name),
  isEnabled: v.exactOptional(v.boolean()),
  connectionType: v.exactOptional(connectionType),
});

const said = { title: text, effect: text, undo: text };
const step = v.variant('kind', [
  v.looseObject({ ...said, kind: v.literal('association'), from: v.exactOptional(name), to: v.exactOptional(name) }),
  v.looseObject({ ...said, kind: v.literal('clusterGateway'), from: v.exactOptional(v.boolean()), to: v.boolean() }),
  v.looseObject({ ...said, kind: v.literal('connectionType'), from: connectionType, to: connectionType }),
]);

const remark = v.looseObject({
  code: text,
  severity: v.picklist(['error', 'warning', 'info']),
  label: text,
  message: text,
  fix: text,
  source: text,
});

const item = v.looseObject({
  resource: v.looseObject({
    id: name,
    name,
    kind: v.picklist(associableKinds),
    subscriptionId: name,
    resourceGroup: name,
    location: text,
    os: v.exactOptional(v.picklist(operatingSystems)),
  }),
  verdict: v.picklist(['change', 'blocked', 'already']),
  before: state,
  wanted: state,
  steps: v.array(step),
  remarks: v.array(remark),
});

const onMachine = v.exactOptional(v.literal(true));
const goal = v.variant('kind', [
  v.looseObject({ kind: v.literal('associate'), gateway: v.looseObject({ id: name, name }), onMachine }),
  v.looseObject({ kind: v.literal('detach'), onMachine }),
]);

const head = v.looseObject({
  plan: v.looseObject({
    goal,
    tenantId: v.exactOptional(text),
    items: v.array(item),
    overload: v.exactOptional(v.looseObject({ gateways: v.number(), users: v.number() })),
    mustBeOpen: v.exactOptional(v.array(text)),
    language: v.exactOptional(text),
  }),
  account: v.exactOptional(text),
  environment: text,
  startedAt: isoTime,
});

/** Version 0.1.0 wrote `Cancelled`. */
const failureCode = v.pipe(
  text,
  v.transform((code) => (code === 'Cancelled' ? 'Canceled' : code) as FailureCode),
);

const result = v.looseObject({
  status: v.picklist(['done', 'already', 'changed', 'failed']),
  code: v.exactOptional(failureCode),
  failure: v.exactOptional(v.looseObject({ code: failureCode })),
  reason: v.exactOptional(text),
  language: v.exactOptional(text),
  after: v.exactOptional(state),
  at: isoTime,
  milliseconds: v.pipe(v.number(), v.finite()),
  account: v.exactOptional(text),
});

export const journalEntry: v.GenericSchema<unknown, JournalEntry> = v.variant('type', [
  v.looseObject({ type: v.literal('run'), version: v.literal(1), head }),
  v.looseObject({
    type: v.literal('intent'),
    item: place,
    step: v.picklist(['association', 'clusterGateway', 'connectionType']),
    at: isoTime,
  }),
  v.looseObject({ type: v.literal('result'), item: place, result }),
  v.looseObject({ type: v.literal('ended'), how: v.picklist(['finished', 'cancelled']), at: isoTime }),
]);

export const newerRun = v.looseObject({ type: v.literal('run'), version: v.pipe(v.number(), v.minValue(2)) });
