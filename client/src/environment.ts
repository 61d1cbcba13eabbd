import { type Disposable, Disposable as Disposables, extensions, workspace } from 'vscode';
import type { Environment } from '../../server/src/hosts/lsp/messages.js';

interface Features {
  readonly completion: readonly string[];
  readonly formatting: readonly string[];
  /** Languages that it serves as we would, so that nothing is left to add. */
  readonly languages?: readonly string[];
}

/** Extensions that give a feature of ours for a language. Those that only report problems are in no need of a row. */
const featuresOf: Readonly<Record<string, Features>> = {
  'docker.docker': { completion: ['compose'], formatting: ['compose'] },
  'ms-azuretools.vscode-containers': { completion: ['dockerfile', 'compose'], formatting: ['dockerfile'] },
  'ms-azuretools.vscode-docker': { completion: ['dockerfile', 'compose'], formatting: ['dockerfile'] },
  'esbenp.prettier-vscode': { completion: [], formatting: ['compose', 'github', 'kubernetes', 'yaml'] },
  // It checks and formats with the library that our server has for YAML of no language of ours.
  'redhat.vscode-yaml': {
    completion: ['compose', 'github'],
    formatting: ['compose', 'github', 'kubernetes', 'yaml'],
    languages: ['yaml'],
  },
  'github.vscode-github-actions': { completion: ['github'], formatting: [] },
};

/** Newer releases of this one are only a pack that installs others. */
const packs: readonly string[] = ['ms-azuretools.vscode-docker'];

export function yields(): boolean {
  return workspace.getConfiguration('platformBuilder').get<string>('coexistence', 'yield') === 'yield';
}

export function environment(): Environment {
  const present = yields() ? Object.keys(featuresOf).filter(isActiveHere) : [];
  const collect = (feature: keyof Features): string[] => [
    ...new Set(present.flatMap((id) => featuresOf[id]?.[feature] ?? [])),
  ];
  return {
    trusted: workspace.isTrusted,
    coexistence: {
      completion: collect('completion'),
      formatting: collect('formatting'),
      languages: collect('languages'),
    },
  };
}

/** Calls `changed` whenever `environment()` may give another answer. */
export function watchEnvironment(changed: () => void): Disposable {
  return Disposables.from(
    workspace.onDidGrantWorkspaceTrust(changed),
    extensions.onDidChange(changed),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('platformBuilder.coexistence')) changed();
    }),
  );
}

function isActiveHere(id: string): boolean {
  // Disabled extensions are not listed, so being found means being on.
  const manifest: unknown = extensions.getExtension(id)?.packageJSON;
  if (typeof manifest !== 'object' || manifest === null) return false;
  return !packs.includes(id) || 'main' in manifest || 'browser' in manifest;
}
