import type { KubectlRead, LabelsRead, LogsRead } from '../../kernel/kubectl';

/** A request’s; the process has a limit of its own, for a sign-in program may wait for ever. */
const requestTimeout = '--request-timeout=15s';
/** Of a log, in bytes. */
const logBytes = 4 * 1024 * 1024;

export const contextsArguments = ['config', 'get-contexts', '--output=name'];

const inContext = (context: string): readonly string[] => [`--context=${context}`, requestTimeout];

export function answerArguments(context: string, read: KubectlRead): readonly string[] {
  if (read.verb === 'version') return ['version', '--output=json', ...inContext(context)];
  const { resource, namespace, name, labels } = read;
  return [
    'get',
    name === undefined ? resource : `${resource}/${name}`,
    ...(namespace === undefined ? [] : [`--namespace=${namespace}`]),
    ...(labels === undefined ? [] : [`--selector=${labels}`]),
    '--output=json',
    ...inContext(context),
  ];
}

/** The answer is a table of names and labels: kubectl asks for nothing else then. */
export const labelsArguments = (context: string, { resource, namespace, labels }: LabelsRead): readonly string[] => [
  'get',
  resource,
  `--namespace=${namespace}`,
  `--selector=${labels}`,
  '--show-labels',
  '--no-headers',
  ...inContext(context),
];

export const logsArguments = (context: string, { namespace, pod, container, lines }: LogsRead): readonly string[] => [
  'logs',
  `pod/${pod}`,
  `--namespace=${namespace}`,
  ...(container === undefined ? [] : [`--container=${container}`]),
  `--tail=${lines}`,
  `--limit-bytes=${logBytes}`,
  ...inContext(context),
];
