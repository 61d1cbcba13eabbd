import type { FileView } from '../../../core/files.js';
import { join } from '../../../core/path.js';
import { bad, type FixDraft, good, source } from '../../../core/rule.js';
import { addItem } from '../../../yaml/edits.js';
import { entryOf } from '../../../yaml/values.js';
import { repositoryRoot } from '../kinds.js';
import type { Dependabot } from '../model/dependabot.js';
import { seqIn, textIn } from '../model/nodes.js';
import { githubRule, type Rule } from '../rule.js';
import { manifests } from '../tables/ecosystems.js';

export const rule: Rule = githubRule('github/dependabot-coverage', {
  summary: 'Dependabot looks at other files than the repository has',
  why: `Dependabot looks only where it is told to. What the repository also has, such as a Dockerfile or the actions of its
workflows, is never brought up to date; and an entry for a folder without a manifest does nothing but fail. A folder of
\`github-actions\` is \`/\`, which stands for \`.github/workflows\`.`,
  category: 'maintainability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  messages: {
    uncovered: 'The repository has "{file}", but Dependabot does not look after {ecosystem}. Add an entry for it.',
    noManifest:
      '"{directory}" has nothing that Dependabot updates for {ecosystem}. Correct the folder, or take the entry out.',
    noFolder: 'There is no folder "{directory}". Correct it, or take the entry out.',
  },
  fixes: { add: 'Add an entry for {ecosystem}' },
  on: {
    dependabot(dependabot, ctx) {
      const root = repositoryRoot(ctx.path);
      const updates = seqIn(dependabot.root, 'updates');
      const key = entryOf(dependabot.root, 'updates')?.key;
      if (updates && key) {
        for (const { ecosystem, file } of uncovered(dependabot, root, ctx.files)) {
          const lines = entryFor(dependabot, ecosystem);
          const edit = updates.flow ? undefined : addItem(ctx.text, updates, lines);
          const fix: FixDraft<'add'> | undefined = edit && { title: 'add', edits: [edit] };
          ctx.report(key, 'uncovered', { ecosystem, file }, { severity: 'info', ...(fix && { fix }) });
        }
      }
      for (const { ecosystem, directories } of dependabot.updates) {
        for (const directory of directories) {
          const problem = ecosystem && emptyFolder(ecosystem.text, directory.text, root, ctx.files);
          if (problem) ctx.report(directory, problem, { ecosystem: ecosystem.text, directory: directory.text });
        }
      }
    },
  },
  examples: [
    bad(
      source`
        version: 2
        ‹‹updates››:
          - package-ecosystem: npm
            directory: "/"
            schedule:
              interval: monthly
          - package-ecosystem: npm
            directory: ‹/web›
            schedule: { interval: monthly }
          - package-ecosystem: gomod
            directories: [/api, ‹/gone›]
            schedule: { interval: monthly }
      `,
      {
        path: '.github/dependabot.yml',
        files: {
          'package.json': '{}\n',
          Dockerfile: 'FROM alpine:3.22\n',
          'web/index.html': '<p>\n',
          'api/go.mod': 'module example\n',
          '.github/workflows/ci.yml': 'on: push\n',
        },
        fixed: source`
          version: 2
          updates:
            - package-ecosystem: npm
              directory: "/"
              schedule:
                interval: monthly
            - package-ecosystem: npm
              directory: /web
              schedule: { interval: monthly }
            - package-ecosystem: gomod
              directories: [/api, /gone]
              schedule: { interval: monthly }
            - package-ecosystem: github-actions
              directory: /
              schedule:
                interval: monthly
            - package-ecosystem: docker
              directory: /
              schedule:
                interval: monthly
        `,
      },
    ),
    good(
      source`
        version: 2
        updates:
          - package-ecosystem: github-actions
            directory: /
            schedule: { interval: weekly }
          - package-ecosystem: uv
            directory: /
            schedule: { interval: weekly }
          - package-ecosystem: docker
            directories: ["/images/*", "/deploy"]
            schedule: { interval: weekly }
          - package-ecosystem: nuget
            directory: /src
            schedule: { interval: weekly }
      `,
      {
        path: '.github/dependabot.yml',
        files: {
          'pyproject.toml': '',
          'uv.lock': '',
          'deploy/app.yaml': 'kind: Deployment\n',
          'src/a/a.csproj': '',
          'tools/package.json': '{}\n',
          '.github/workflows/ci.yml': 'on: push\n',
        },
      },
    ),
  ],
});

/** Ecosystems that share files; one of them is enough. */
const alike: readonly (readonly string[])[] = [
  ['pip', 'uv', 'conda'],
  ['npm', 'bun', 'deno'],
  ['terraform', 'opentofu'],
];

/** Those that are looked for, and in which a file of the root of the repository shows that they are there. */
const wanted: readonly string[] = [
  ...['bundler', 'cargo', 'composer', 'docker', 'docker-compose', 'gitsubmodule', 'gomod', 'gradle', 'maven', 'mix'],
  ...['npm', 'nuget', 'pip', 'pub', 'swift', 'terraform'],
];

interface Uncovered {
  readonly ecosystem: string;
  /** What shows that it is there. */
  readonly file: string;
}

function uncovered({ updates }: Dependabot, root: string, files: FileView): readonly Uncovered[] {
  const covered = new Set(updates.map(({ ecosystem }) => ecosystem?.text));
  const isCovered = (name: string): boolean =>
    (alike.find((group) => group.includes(name)) ?? [name]).some((one) => covered.has(one));
  const names = namesIn(files, root) ?? [];
  const found = wanted.flatMap((ecosystem): readonly Uncovered[] => {
    const file = isCovered(ecosystem) ? undefined : names.find((name) => isManifest(ecosystem, name));
    return file === undefined ? [] : [{ ecosystem, file }];
  });
  const workflow = namesIn(files, join(root, '.github/workflows'))?.find((name) => /\.ya?ml$/.test(name));
  if (workflow !== undefined && !isCovered('github-actions'))
    found.push({ ecosystem: 'github-actions', file: `.github/workflows/${workflow}` });
  return found;
}

/** An entry that looks as often as the first one does. */
function entryFor({ updates }: Dependabot, ecosystem: string): readonly string[] {
  const interval = updates.map(({ map }) => textIn(map, 'schedule', 'interval')).find((one) => one !== undefined);
  return [
    `package-ecosystem: ${ecosystem}`,
    'directory: /',
    'schedule:',
    `  interval: ${interval === undefined || interval === 'cron' ? 'weekly' : interval}`,
  ];
}

/** Ecosystems that look at nothing but the files right in the folder that is named. */
const flat: ReadonlySet<string> = new Set([
  ...['bundler', 'cargo', 'composer', 'docker', 'docker-compose', 'elm', 'gitsubmodule', 'gomod', 'maven', 'mix'],
  ...['npm', 'pip', 'pub', 'swift', 'terraform', 'uv', 'github-actions'],
]);

/** What is wrong with a folder; undefined where nothing is, or that is not known. */
function emptyFolder(
  ecosystem: string,
  directory: string,
  root: string,
  files: FileView,
): 'noManifest' | 'noFolder' | undefined {
  if (/[*?[\]{}]|^\s*$/.test(directory) || (!Object.hasOwn(manifests, ecosystem) && ecosystem !== 'github-actions'))
    return undefined;
  const folder = join(root, directory.replace(/^\/+/, ''));
  if (folder !== '' && files.kind(folder) === 'missing') return 'noFolder';
  if (!flat.has(ecosystem)) return undefined;
  const names = namesIn(files, folder);
  // Manifests of Kubernetes and Helm name images as well.
  if (ecosystem === 'docker' && names?.some((name) => /\.ya?ml$/.test(name))) return undefined;
  if (!names || names.some((name) => isManifest(ecosystem, name))) return undefined;
  if (ecosystem !== 'github-actions') return 'noManifest';
  const workflows = namesIn(files, join(folder, '.github/workflows'));
  return workflows === undefined || workflows.some((name) => /\.ya?ml$/.test(name)) ? undefined : 'noManifest';
}

/** The names of the files in a folder; none where there is no such folder. */
function namesIn(files: FileView, folder: string): readonly string[] | undefined {
  return files.list(folder)?.flatMap(({ name, kind }) => (kind === 'file' ? [name] : []));
}

/** Beside the manifests themselves, Dependabot reads files that are told by a pattern. */
const more: Readonly<Record<string, RegExp>> = {
  docker: /^(?:.*[._-])?(?:dockerfile|containerfile)(?:[._-].*)?$/i,
  'docker-compose': /^(?:docker-)?compose[\w.-]*\.ya?ml$/i,
  'github-actions': /^action\.ya?ml$/,
  pip: /^.*requirements.*\.(?:txt|in)$|^Pipfile\.lock$|^poetry\.lock$/i,
  npm: /^(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|pnpm-workspace\.yaml)$/,
  uv: /^pyproject\.toml$|^requirements.*\.(?:txt|in)$/,
  maven: /\.pom$|^extensions\.xml$/,
};

function isManifest(ecosystem: string, name: string): boolean {
  const known = manifests[ecosystem]?.some((one) =>
    one.startsWith('.') && !one.startsWith('.git') ? name.endsWith(one) : name === one,
  );
  return known === true || more[ecosystem]?.test(name) === true;
}
