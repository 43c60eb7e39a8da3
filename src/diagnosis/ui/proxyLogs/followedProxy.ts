import type { Disposable } from 'vscode';
import { type ArcError, asArcError, isArcError } from '../../../kernel/errors';
import { LineRedactor } from '../../../kernel/redactLines';
import { type BoxText, foreign, say } from '../../../kernel/text/boxText';
import { createOutputLog, onDidCloseLogTab, type OutputLog } from '../../../vscode/boxes/outputLog';
import { createStatusItem } from '../../../vscode/boxes/statusBar';
import type { FollowedLine, ProxyContainer } from '../../engine';
import { followContainers, type FollowNote } from './followContainers';
import type { OpenedProxy } from './openProxy';

/** Lines. */
const mostKept = 10_000;
const writeMilliseconds = 200;

/** A cluster whose Arc proxy’s log is followed into a channel, until it is stopped, disposed of, or its tab is closed. */
export class FollowedProxy implements Disposable {
  private readonly abort = new AbortController();
  private readonly log: OutputLog;
  private readonly parts: Disposable[];
  private readonly redactors = new Map<string, LineRedactor>();
  private waiting: string[] = [];
  private timer: NodeJS.Timeout | undefined;
  isRunning = true;

  constructor(
    readonly cluster: string,
    private readonly proxy: OpenedProxy,
  ) {
    const name = say`Arc proxy: ${foreign('azureName', cluster)}`;
    this.log = createOutputLog(name, mostKept);
    const status = createStatusItem(`arcGateway.followed.${cluster}`, 0);
    status.name = name;
    status.text = say`$(sync~spin) ${name}`;
    status.tooltip = say`The Arc proxy’s log is followed with kubectl. Select to stop.`;
    status.command = 'arcGateway.cluster.stopLogs';
    status.show();
    this.parts = [status, onDidCloseLogTab(name, this.stop)];
  }

  show(): void {
    this.log.show();
  }

  readonly stop = (): void => {
    this.abort.abort();
  };

  /** Resolves when it has ended, and no kubectl runs. */
  async run(): Promise<void> {
    const { connection, containers, versions } = this.proxy;
    this.log.note(say`Context ${foreign('kubectlContext', connection.context)}. Times are UTC. Secrets are removed.`);
    const warning = versionWarning(versions);
    if (warning) this.log.note(warning);
    try {
      await followContainers(
        connection,
        containers,
        {
          onLine: (container, line) => this.add(container, line),
          onNote: (container, note) => this.note(container, note),
        },
        this.abort.signal,
      );
      this.say(say`No log is left to follow.`);
    } catch (thrown) {
      const error = asArcError(thrown);
      if (error.code !== 'Canceled') throw error;
      this.say(say`Stopped.`);
    } finally {
      this.isRunning = false;
      for (const part of this.parts) part.dispose();
    }
  }

  dispose(): void {
    this.stop();
    clearTimeout(this.timer);
    for (const part of [...this.parts, this.log]) part.dispose();
  }

  private add(container: ProxyContainer, line: FollowedLine): void {
    if (line.kind === 'lost') {
      this.say(say`${nameOf(container)}: lines before the next one were lost.`);
      return;
    }
    const text = this.redactorOf(container).redact(line.text);
    if (text === undefined) return;
    const from = this.proxy.containers.length > 1 || this.redactors.size > 1 ? `${container.pod}: ` : '';
    const time = line.time ? new Date(line.time.seconds * 1000 + line.time.nanoseconds / 1e6).toISOString() : '|';
    this.waiting.push(`${time} ${from}${text}`);
    this.timer ??= setTimeout(this.write, writeMilliseconds);
  }

  private redactorOf({ pod, container }: ProxyContainer): LineRedactor {
    const key = `${pod}/${container}`;
    const known = this.redactors.get(key) ?? new LineRedactor();
    this.redactors.set(key, known);
    return known;
  }

  private readonly write = (): void => {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.waiting.length > 0) this.log.write(this.waiting);
    this.waiting = [];
  };

  private note(container: ProxyContainer, note: FollowNote): void {
    this.say(noteText(nameOf(container), note));
  }

  /** In order with the lines. */
  private say(text: BoxText): void {
    this.write();
    this.log.note(text);
  }
}

const nameOf = ({ pod, container }: ProxyContainer): BoxText => foreign('machineOutput', `${pod}/${container}`);

function versionWarning(versions: OpenedProxy['versions']): BoxText | undefined {
  if (isArcError(versions)) return say`The version of the cluster is not known. ${reasonOf(versions)}`;
  if (!versions?.isFar) return undefined;
  const client = foreign('machineOutput', versions.client);
  const server = foreign('machineOutput', versions.server);
  return say`kubectl ${client} is more than one minor version from Kubernetes ${server}, so lines may be missing. Install kubectl ${server}, then follow the log again.`;
}

function noteText(name: BoxText, note: FollowNote): BoxText {
  switch (note.kind) {
    case 'interrupted':
      return note.error
        ? say`${name}: interrupted. ${reasonOf(note.error)} Connecting again…`
        : say`${name}: the log ended. Connecting again…`;
    case 'resumed':
      return say`${name}: connected again.`;
    case 'replaced':
      return say`${name}: a new container. The last lines of the former one may be missing.`;
    case 'gone':
      return say`${name}: the pod is gone. Its last lines may be missing.`;
    case 'ended':
      return note.error ? say`${name}: not followed any more. ${reasonOf(note.error)}` : say`${name}: no more lines.`;
  }
}

const reasonOf = ({ message }: ArcError): BoxText => foreign('failure', message);
