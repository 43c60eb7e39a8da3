import type { KubectlRead, LabelsRead, LogsRead } from '../../kernel/kubectl';

/** A request’s; the process has a limit of its own, for a sign-in program may wait for ever. */
const requestTimeout = '--request-timeout=15s';

export const contextsArguments = ['config', 'get-contexts', '--output=name'];

const inContext = (context: string): readonly string[] => [`--context=${context}`, requestTimeout];

export function answerArguments(context: string, read: KubectlRead): readonly string[] {
  if (read.verb === 'version') return ['version', '--output=json', ...inContext(context)];
  const { resource, namespace, name } = read;
  return [
    'get',
    name === undefined ? resource : `${resource}/${name}`,
    ...(namespace === undefined ? [] : [`--namespace=${namespace}`]),
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

/** Without a limit for the request, which would cut a log that takes longer. */
export const logsArguments = (
  context: string,
  { namespace, pod, container, isFollowed, since, tail }: LogsRead,
): readonly string[] => [
  'logs',
  `pods/${pod}`,
  `--namespace=${namespace}`,
  `--container=${container}`,
  ...(isFollowed ? ['--follow', '--timestamps'] : []),
  ...(since === undefined ? [] : [`--since-time=${since}`]),
  ...(tail === undefined ? [] : [`--tail=${tail}`]),
  `--context=${context}`,
];
