import {
  type Disposable,
  EventEmitter,
  Range,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  window,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type Relation, relations, relationsChanged } from '../../server/src/hosts/lsp/messages.js';
import type { Server } from './server.js';

/** The tree *Relations*: which files build, use and contain what, from the server's knowledge of all of them. */
export interface Relations extends Disposable {
  listen(client: BaseLanguageClient): void;
}

const icons: Readonly<Record<Relation['kind'], string>> = {
  image: 'package',
  stage: 'layers',
  use: 'references',
  project: 'files',
  service: 'server-process',
};

export function createRelations(server: Server): Relations {
  const changed = new EventEmitter<void>();
  const view = window.createTreeView<Relation>('platformBuilder.relations', {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      async getChildren(parent) {
        if (parent) return [...parent.children];
        return server.state() === 'running' ? [...(await server.ask(relations, {}))] : [];
      },
      getTreeItem: itemOf,
    },
  });
  return {
    listen(client) {
      client.onNotification(relationsChanged.method, () => changed.fire());
    },
    dispose() {
      view.dispose();
      changed.dispose();
    },
  };
}

function itemOf({ kind, label, detail, uri, range, children }: Relation): TreeItem {
  const state = children.length > 0 ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None;
  const item = new TreeItem(label, kind === 'image' && children.length > 0 ? TreeItemCollapsibleState.Expanded : state);
  const target = Uri.parse(uri);
  item.description = detail;
  item.iconPath = new ThemeIcon(icons[kind]);
  item.tooltip = target.fsPath;
  const selection = range && new Range(range.start.line, range.start.character, range.end.line, range.end.character);
  item.command = { command: 'vscode.open', title: label, arguments: [target, selection ? { selection } : {}] };
  return item;
}
