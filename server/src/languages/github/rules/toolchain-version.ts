import { basename, join } from '../../../core/path.js';
import { bad, good, source } from '../../../core/rule.js';
import type { YamlScalar } from '../../../yaml/tree.js';
import { matrixValues } from '../model/matrix.js';
import { hasExpression } from '../model/nodes.js';
import { isAction } from '../model/uses.js';
import {
  compareVersions,
  leadingVersion,
  type Toolchain,
  toolchains,
  wantedVersions,
} from '../model/wanted-versions.js';
import { withOf } from '../model/with.js';
import { inRepository, type StepPlace, stepPlaces, workingDirectory } from '../model/workspace.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/toolchain-version', {
  summary: 'A workflow tests with another version than the project asks for',
  why: `\`.nvmrc\`, \`.python-version\`, \`.tool-versions\` and \`global.json\` say which version a project is worked on with;
\`engines\`, \`go.mod\`, \`requires-python\` and \`pom.xml\` which one it needs at least. What passes with another version tells
little, and an older one mostly fails. Inputs such as \`node-version-file\` read the file itself, so that both stay the same. A
matrix may try other versions, as long as none is too old.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    older: '{language} {version} is older than {file} asks for: at least {wanted}.',
    differs: '{file} says {language} {wanted}, this is {version}. Use one version, or read it from the file.',
    image: '{file} has {language} {other}, this is {version}: what is tested is not what is shipped.',
  },
  on: {
    job({ job, workflow }, ctx) {
      for (const place of stepPlaces(job, workflow, ctx.path, ctx.files)) {
        const { uses } = place.step;
        const slug = uses?.form.kind === 'repository' ? uses.form.slug : '';
        const tool = Object.hasOwn(toolchains, slug) ? toolchains[slug] : undefined;
        const value = tool && withOf(place.step)?.get(tool.input)?.value;
        if (!tool || value?.kind !== 'scalar') continue;
        const folders = foldersOf(place);
        const wanted = folders
          .map((folder) => wantedVersions(tool, folder, ctx.files))
          .find((found) => found.length > 0);
        const { versions, fromMatrix: isRow } = versionsOf(value, place);
        // A job that sets the language up several times tries versions, too.
        const fromMatrix = isRow || job.steps.filter((step) => isAction(step.uses, slug)).length > 1;
        for (const { scalar, version } of versions) {
          const params = { language: tool.language, version };
          const problem = wanted?.find(({ kind, version: other }) => {
            const order = compareVersions(version, other, tool.parts);
            return kind === 'least' ? order < 0 : !fromMatrix && order !== 0;
          });
          if (problem) {
            const { path, span, file, kind } = problem;
            ctx.report(
              scalar,
              kind === 'least' ? 'older' : 'differs',
              { ...params, file, wanted: problem.version },
              {
                related: [{ path, span, message: `${tool.language} ${problem.version} is asked for here` }],
              },
            );
            continue;
          }
          if (fromMatrix || versions.length > 1 || (wanted ?? []).some(({ kind }) => kind === 'exact')) continue;
          const shipped = folders.flatMap((folder) => imagesIn(join(folder, 'Dockerfile'), tool))[0];
          if (!shipped || compareVersions(version, shipped.version, tool.parts) === 0) continue;
          ctx.report(
            scalar,
            'image',
            { ...params, file: basename(shipped.path), other: shipped.version },
            {
              severity: 'info',
              profile: 'all',
              related: [{ path: shipped.path, span: shipped.span, message: 'The image is named here' }],
            },
          );
        }
      }

      function imagesIn(path: string, { images }: Toolchain) {
        return (ctx.graph.of(path) ?? []).flatMap(({ kind, name, details, span }) => {
          const version = kind === 'image' && images.test(name) ? leadingVersion(details?.tag ?? '') : undefined;
          return version === undefined ? [] : [{ path, span, version }];
        });
      }
    },
  },
  examples: [
    bad(
      source`
        on: push
        jobs:
          node:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
              - uses: actions/setup-node@v4
                with: {node-version: ‹20›}
          python:
            runs-on: ubuntu-latest
            strategy:
              matrix:
                python: [‹'3.9'›, '3.12', '3.x']
            steps:
              - uses: actions/checkout@v4
              - uses: actions/setup-python@v5
                with: {python-version: "\${{ matrix.python }}"}
          go:
            runs-on: ubuntu-latest
            defaults: {run: {working-directory: api}}
            steps:
              - uses: actions/checkout@v4
              - uses: actions/setup-go@v5
                with: {go-version: ‹'1.22'›}
      `,
      {
        files: {
          '.nvmrc': 'v22.3.0\n',
          'pyproject.toml': '[project]\nrequires-python = ">=3.10"\n',
          'api/go.mod': 'module x\n\ngo 1.24.1\n',
        },
      },
    ),
    bad(
      source`
        on: push
        jobs:
          node:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
              - uses: actions/setup-node@v4
                with: {node-version: ‹20.x›}
      `,
      { files: { Dockerfile: 'FROM node:22-slim\n' } },
    ),
    good(
      source`
        on: push
        jobs:
          node:
            runs-on: ubuntu-latest
            strategy: {matrix: {node: [20, 22, 24]}}
            steps:
              - uses: actions/checkout@v4
              - uses: actions/setup-node@v4
                with: {node-version: "\${{ matrix.node }}"}
              - uses: actions/setup-node@v4
                with: {node-version: 22.x}
              - uses: actions/setup-node@v4
                with: {node-version: lts/*}
              - uses: actions/setup-node@v4
                with: {node-version-file: .nvmrc}
              - uses: actions/setup-go@v5
                with: {go-version: '1.25'}
              - uses: actions/setup-go@v5
                with: {go-version: stable}
          other:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
                with: {repository: example/other}
              - uses: actions/setup-node@v4
                with: {node-version: 18}
      `,
      {
        files: {
          '.nvmrc': '22\n',
          'go.mod': 'module x\ngo 1.24\n',
          Dockerfile: 'FROM node:24\n',
          'package.json': '{ "engines": { "node": ">=20 || 18" } }',
        },
      },
    ),
  ],
});

/** The folders whose files say what the job's commands need: the one that they run in, and the root of the repository. */
function foldersOf(place: StepPlace): readonly string[] {
  const { job, workflow, workspace } = place;
  const own = workingDirectory(place.step, job, workflow);
  const found = [...new Set([own ?? '', ''])].map((folder) => inRepository(workspace, folder));
  return found.filter((folder) => folder !== undefined);
}

interface Versions {
  readonly versions: readonly { readonly scalar: YamlScalar; readonly version: string }[];
  readonly fromMatrix: boolean;
}

function versionsOf(value: YamlScalar, { job }: StepPlace): Versions {
  const row = /^\s*\$\{\{\s*matrix\.([\w-]+)\s*\}\}\s*$/.exec(value.text)?.[1];
  if (row === undefined && hasExpression(value)) return { versions: [], fromMatrix: false };
  const scalars = row === undefined ? [value] : (matrixValues(job, row) ?? []);
  const versions = scalars.flatMap((scalar) => {
    const version = scalar.kind === 'scalar' ? leadingVersion(scalar.text) : undefined;
    return scalar.kind === 'scalar' && version !== undefined && !hasExpression(scalar) ? [{ scalar, version }] : [];
  });
  return { versions, fromMatrix: row !== undefined && versions.length > 1 };
}
