import { type TextDocument, Uri, workspace } from 'vscode';

/** Fits the editor's own selectors as well as those of the language client. */
export interface Selected {
  readonly scheme: string;
  readonly language: string;
  readonly pattern?: string;
}

/** Ids under which editors and other extensions know the files that we check. */
export const languageIds: readonly string[] = [
  'dockerfile',
  'containerfile',
  'dockercompose',
  'dotenv',
  'github-actions-workflow',
  'kubernetes',
];

const ignoreFiles = '**/*.{dockerignore,containerignore}';
/** Compose files by names that the editor takes for plain YAML. */
const composeFiles = '**/{compose,docker-compose,podman-compose}*.{yaml,yml}';
/** Workflows, metadata of actions and Dependabot's configuration, which the editor takes for plain YAML. */
const githubFiles = '**/{.github/workflows/*,action,.github/dependabot,.pre-commit-config}.{yaml,yml}';
/** Manifests with names of their own; others are found among all YAML by what stands in them. */
const kubernetesFiles = '**/{kustomization.yaml,kustomization.yml,Kustomization}';
/** Env files, which editors know as programs, properties or plain text. */
const envFiles = '**/{.env,.env.*,*.env}';
const configurationFile = '**/.platform-builder.{yaml,yml}';

/**
 * File systems that documents are taken from. Others join when they turn up (see `joins`): a selector without schemes would
 * also take in the left sides of diffs and other views of old texts, whose problems nobody can solve.
 */
export function initialSchemes(): Set<string> {
  const folders = workspace.workspaceFolders ?? [];
  return new Set(['file', 'untitled', 'vscode-remote', ...folders.map((folder) => folder.uri.scheme)]);
}

/** What is selected, by the language of the server that it is mostly of. */
const selectors: Readonly<Record<string, readonly Omit<Selected, 'scheme'>[]>> = {
  dockerfile: [{ language: 'dockerfile' }, { language: 'containerfile' }, { language: 'ignore', pattern: ignoreFiles }],
  compose: [{ language: 'dockercompose' }, { language: 'yaml', pattern: composeFiles }],
  env: [{ language: 'dotenv' }, { language: '*', pattern: envFiles }],
  github: [{ language: 'github-actions-workflow' }, { language: 'yaml', pattern: githubFiles }],
  kubernetes: [{ language: 'kubernetes' }, { language: 'yaml', pattern: kubernetesFiles }],
  config: [{ language: 'yaml', pattern: configurationFile }],
  // Any YAML: what stands in a file may make it one of ours, and all other is formatted and checked by its schema.
  yaml: [{ language: 'yaml' }],
};

/** @param without languages of the server that are left out */
export function documentSelector(schemes: ReadonlySet<string>, without: readonly string[] = []): Selected[] {
  const wanted = Object.keys(selectors).filter((language) => !without.includes(language));
  return [...schemes].flatMap((scheme) =>
    wanted.flatMap((language) => (selectors[language] ?? []).map((selector) => ({ scheme, ...selector }))),
  );
}

/** Whether the scheme of a document has to be added to the known ones: it is of ours and can be written to. */
export function joins(document: TextDocument, schemes: ReadonlySet<string>): boolean {
  const { scheme } = document.uri;
  return languageIds.includes(document.languageId) && !schemes.has(scheme) && isWritable(scheme);
}

function isWritable(scheme: string): boolean {
  return workspace.fs.isWritableFileSystem(scheme) === true;
}

/** Where the configuration of a folder is, in the spelling that is created. */
export function configurationIn(folder: Uri): Uri {
  return Uri.joinPath(folder, '.platform-builder.yaml');
}
