import { env, extensions, l10n, UIKind, version, window, workspace } from 'vscode';
import { report } from '../../../server/src/hosts/lsp/messages.js';
import { environment } from '../environment.js';
import type { Server } from '../server.js';

/** Copies facts for a bug report: versions, settings and counts. No file contents, and no paths. */
export async function copyReport(server: Server): Promise<void> {
  const { trusted, coexistence } = environment();
  const facts: [string, unknown][] = [
    ['Platform Builder', extensions.getExtension('platform-builder.platform-builder')?.packageJSON?.version],
    ['editor', `${env.appName} ${version}`],
    ['host', `${env.uiKind === UIKind.Web ? 'web' : 'desktop'} ${env.appHost} ${env.remoteName ?? 'local'}`],
    ['language', env.language],
    ['folders', (workspace.workspaceFolders ?? []).map((folder) => folder.uri.scheme).join(' ') || 'none'],
    ['trusted', trusted],
    ['yields to', JSON.stringify(coexistence)],
    ['server', `${server.state()}, restarted ${server.restarts()} times`],
    ['settings', JSON.stringify(changedSettings())],
    ...(await serverFacts(server)),
  ];
  await env.clipboard.writeText(facts.map(([name, value]) => `${name}: ${String(value)}`).join('\n'));
  window.setStatusBarMessage(l10n.t('Diagnostic report copied'), 5000);
}

async function serverFacts(server: Server): Promise<[string, unknown][]> {
  if (server.state() !== 'running') return [];
  try {
    return Object.entries(await server.ask(report, {}));
  } catch (error) {
    return [['report of the server', error instanceof Error ? error.message : error]];
  }
}

/** Settings that differ from their defaults. Paths of tools tell of the user's folders, so only that they are set. */
function changedSettings(): Record<string, unknown> {
  const settings = workspace.getConfiguration('platformBuilder');
  const manifest: unknown = extensions.getExtension('platform-builder.platform-builder')?.packageJSON;
  const changed: Record<string, unknown> = {};
  for (const name of settingNames(manifest)) {
    const key = name.slice('platformBuilder.'.length);
    const { defaultValue } = settings.inspect(key) ?? {};
    const value = settings.get(key);
    if (JSON.stringify(value) !== JSON.stringify(defaultValue)) changed[key] = key.startsWith('tools.') ? 'set' : value;
  }
  return changed;
}

function settingNames(manifest: unknown): string[] {
  const sections = field(field(manifest, 'contributes'), 'configuration');
  const list: unknown[] = Array.isArray(sections) ? sections : [sections];
  return list.flatMap((section) => Object.keys(field(section, 'properties') ?? {}));
}

function field(value: unknown, name: string): object | undefined {
  if (typeof value !== 'object' || value === null || !(name in value)) return undefined;
  const found: unknown = (value as Readonly<Record<string, unknown>>)[name];
  return typeof found === 'object' && found !== null ? found : undefined;
}
