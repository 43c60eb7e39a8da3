import * as vscode from 'vscode';
import { foreign } from '../kernel/text/boxText';
import { joinMarkdown, type Markdown, prose, words } from '../kernel/text/markdown';
import { createRow, setTooltip } from '../vscode/boxes/treeView';
import { nameOf } from '../vscode/files';
import { findSiteFiles, isSiteFile, openSiteFiles, readSiteSummary } from '../vscode/siteFiles';
import type { SiteFinding, SiteSummary } from '../vscode/siteSummary';
import { Throttled } from '../vscode/throttled';
import { wizardViewType } from '../ids';

export interface SiteRow {
  readonly type: 'site';
  readonly uri: vscode.Uri;
  /** Absent until it is read. */
  summary?: SiteSummary;
}

interface FindingRow {
  readonly type: 'finding';
  readonly uri: vscode.Uri;
  readonly finding: SiteFinding;
}

export type SiteElement = SiteRow | FindingRow;

interface SiteTreeOptions {
  readonly icon: vscode.IconPath;
  readonly isVisible: () => boolean;
}

const parallelReads = 4;
const milliseconds = 250;

/** The site files of the workspace and of open editors. Each is read when the view shows it, and again after a change. */
export class SiteTree implements vscode.TreeDataProvider<SiteElement>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<SiteElement | SiteElement[] | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly rows = new Map<string, SiteRow>();
  /** Of the workspace, by URI. */
  private found: Map<string, vscode.Uri> | undefined;
  private readonly unread = new Set<SiteRow>();
  private readonly renewed = new Set<SiteRow>();
  private reads = 0;
  private readonly listeners: readonly vscode.Disposable[];
  private readonly showRenewed = new Throttled(milliseconds, () => {
    this.changed.fire([...this.renewed]);
    this.renewed.clear();
  });
  private readonly readChanged = new Throttled(milliseconds, () => {
    this.readOn();
  });

  constructor(private readonly options: SiteTreeOptions) {
    const watcher = vscode.workspace.createFileSystemWatcher('**/*.arc.json');
    const ofDocument = ({ uri }: vscode.TextDocument): void => {
      if (isSiteFile(uri)) this.changed.fire(undefined);
    };
    this.listeners = [
      watcher,
      watcher.onDidCreate((uri) => {
        this.found?.set(uri.toString(), uri);
        this.changed.fire(undefined);
      }),
      watcher.onDidDelete((uri) => {
        this.found?.delete(uri.toString());
        this.changed.fire(undefined);
      }),
      watcher.onDidChange((uri) => {
        this.readAgain(uri);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document: { uri } }) => {
        if (isSiteFile(uri)) this.readAgain(uri);
      }),
      vscode.workspace.onDidOpenTextDocument(ofDocument),
      vscode.workspace.onDidCloseTextDocument((document) => {
        ofDocument(document);
        // What was typed and not saved is gone.
        if (isSiteFile(document.uri)) this.readAgain(document.uri);
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.found = undefined;
        this.changed.fire(undefined);
      }),
    ];
  }

  async getChildren(element?: SiteElement): Promise<SiteElement[]> {
    if (element?.type === 'finding') return [];
    if (element)
      return (element.summary?.findings ?? []).map((finding) => ({ type: 'finding', uri: element.uri, finding }));
    this.found ??= new Map((await findSiteFiles()).map((uri) => [uri.toString(), uri]));
    const all = new Map([...this.found, ...openSiteFiles().map((uri) => [uri.toString(), uri] as const)]);
    for (const key of [...this.rows.keys()].filter((each) => !all.has(each))) this.forget(key);
    const sites = [...all].map(([key, uri]) => this.rowFor(key, uri));
    this.readOn();
    return sites.sort((a, b) => a.uri.path.localeCompare(b.uri.path));
  }

  getTreeItem(element: SiteElement): vscode.TreeItem {
    const item = element.type === 'site' ? this.siteItem(element) : findingItem(element);
    item.command = { title: '', command: 'vscode.openWith', arguments: [element.uri, wizardViewType] };
    return item;
  }

  resolveTreeItem(item: vscode.TreeItem, element: SiteElement): vscode.TreeItem {
    setTooltip(item, element.type === 'site' ? siteTooltip(element) : findingTooltip(element.finding));
    return item;
  }

  /** Goes on with what has changed while the view was hidden. */
  readOn(): void {
    while (this.options.isVisible() && this.reads < parallelReads) {
      const [row] = this.unread;
      if (!row) return;
      this.unread.delete(row);
      this.reads++;
      void this.read(row);
    }
  }

  dispose(): void {
    this.showRenewed.dispose();
    this.readChanged.dispose();
    this.changed.dispose();
    for (const listener of this.listeners) listener.dispose();
  }

  private rowFor(key: string, uri: vscode.Uri): SiteRow {
    const known = this.rows.get(key);
    if (known) return known;
    const row: SiteRow = { type: 'site', uri };
    this.rows.set(key, row);
    this.unread.add(row);
    return row;
  }

  private forget(key: string): void {
    const row = this.rows.get(key);
    this.rows.delete(key);
    if (row) this.unread.delete(row);
  }

  private readAgain(uri: vscode.Uri): void {
    const row = this.rows.get(uri.toString());
    if (!row) return;
    this.unread.add(row);
    this.readChanged.trigger();
  }

  private async read(row: SiteRow): Promise<void> {
    row.summary = await readSiteSummary(row.uri);
    this.reads--;
    this.renewed.add(row);
    this.showRenewed.trigger();
    this.readOn();
  }

  private siteItem({ uri, summary }: SiteRow): vscode.TreeItem {
    const name = nameOf(uri);
    const about = summary?.words ?? '';
    const isReadable = summary?.unreadable === undefined;
    const item = createRow(
      {
        label: foreign('fileName', name.replace(/\.arc\.json$/, '')),
        description: foreign('sentence', about),
        spoken: foreign('sentence', about === '' ? name : `${name}, ${about}`),
      },
      summary && summary.findings.length > 0
        ? vscode.TreeItemCollapsibleState.Collapsed
        : vscode.TreeItemCollapsibleState.None,
    );
    item.id = uri.toString();
    const [worst] = summary?.findings ?? [];
    item.iconPath = isReadable ? (worst ? iconOf(worst) : this.options.icon) : errorIcon;
    item.contextValue = isReadable ? ';site;readable;' : ';site;';
    return item;
  }
}

const errorIcon = new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
const warningIcon = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));

const iconOf = ({ severity }: SiteFinding): vscode.ThemeIcon => (severity === 'error' ? errorIcon : warningIcon);

function findingItem({ finding }: FindingRow): vscode.TreeItem {
  const text = foreign('sentence', finding.message);
  const item = createRow(
    { label: text, description: foreign('sentence', ''), spoken: text },
    vscode.TreeItemCollapsibleState.None,
  );
  item.iconPath = iconOf(finding);
  return item;
}

const findingTooltip = ({ message, fix }: SiteFinding): Markdown =>
  joinMarkdown([words(message), ...(fix === undefined ? [] : [words(fix)])], '\n\n');

function siteTooltip({ uri, summary }: SiteRow): Markdown {
  const path = vscode.workspace.asRelativePath(uri);
  const route = summary?.route ? [prose`- ${words(summary.route)}`] : [];
  const found = (summary?.findings ?? []).slice(0, 10).map(({ message }) => prose`- ${words(message)}`);
  const why = summary?.unreadable === undefined ? [] : [words(summary.unreadable)];
  return joinMarkdown([prose`**${words(path)}**`, ...why, joinMarkdown([...route, ...found], '\n')], '\n\n');
}
