import { nearest } from '../../../core/nearest.js';
import { bad, good, source } from '../../../core/rule.js';
import { type Artifacts, artifactsOf, type Download, mayBeNamed, type Upload } from '../model/artifacts.js';
import { expectsLack } from '../model/guards.js';
import { matrixOf } from '../model/matrix.js';
import { matrixSize } from '../model/matrix-size.js';
import { allNeeds } from '../model/needs.js';
import { textIn } from '../model/nodes.js';
import type { Workflow } from '../model/workflow.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/artifact-flow', {
  summary: 'An artifact that is not there when it is downloaded, or is uploaded twice',
  why: `A download by a name that nothing in the run uploads stops the job, and so does one that is started before the
upload. From version 4 of \`actions/upload-artifact\` on, a name can be taken only once in a run: a job with a matrix needs the
matrix in the name. Versions up to 3 and from 4 on do not see each other's artifacts.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  messages: {
    missing: 'Nothing in this workflow uploads an artifact "{name}".',
    near: 'Nothing in this workflow uploads an artifact "{name}". Did you mean "{near}"?',
    order: 'The artifact "{name}" is uploaded by the job "{job}", which this job does not wait for. Add it to "needs".',
    versions:
      'The artifact "{name}" is uploaded by version {upload} of the action, which version {download} does not see.',
    matrix:
      'Each of the {jobs} jobs of the matrix uploads an artifact "{name}", and only the first can. Put the matrix into the name.',
    twice: 'An artifact "{name}" is uploaded above already, and a name can be taken only once. Choose another.',
  },
  on: {
    workflow(workflow, ctx) {
      if (!workflow.document.text.includes('artifact')) return;
      const artifacts = artifactsOf(workflow, ctx.path, ctx.files);
      const { uploads, downloads } = artifacts;
      for (const download of downloads) {
        if (expectsLack(download.step, download.job)) continue;
        const problem = problemOf(download, artifacts, workflow);
        if (problem)
          ctx.report(
            problem.message === 'versions' ? download.uses.scalar : download.name,
            problem.message,
            problem.params,
            problem.severity && { severity: problem.severity },
          );
      }
      for (const [index, upload] of uploads.entries()) {
        const { name, step, job, at } = upload;
        if (name === undefined || name.includes('${{') || !step || !isSure(upload)) continue;
        const matrix = matrixOf(job);
        const size = matrix && matrixSize(matrix);
        if (size && size.jobs > 1) ctx.report(at, 'matrix', { name, jobs: size.jobs });
        else if (uploads.slice(0, index).some((other) => other.name === name && isSure(other)))
          ctx.report(at, 'twice', { name });
      }
    },
  },
  examples: [
    bad(
      source`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            strategy: {matrix: {os: [a, b]}}
            steps:
              - run: make
              - uses: actions/upload-artifact@v4
                with: {name: ‹dist›, path: dist}
          other:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/upload-artifact@v4
                with: {name: docs, path: docs}
              - uses: actions/upload-artifact@v4
                with: {name: ‹docs›, path: more}
          old:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/upload-artifact@v3
                with: {name: old, path: docs}
          deploy:
            needs: [build, old]
            runs-on: ubuntu-latest
            steps:
              - uses: actions/download-artifact@v4
                with: {name: ‹dits›}
              - uses: actions/download-artifact@v4
                with: {name: ‹coverage›}
              - uses: actions/download-artifact@v4
                with: {name: ‹docs›}
              - uses: ‹actions/download-artifact@v4›
                with: {name: old}
      `,
    ),
    good(
      source`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            strategy: {matrix: {os: [a, b]}}
            steps:
              - uses: actions/upload-artifact@v4
                with: {name: "dist-\${{ matrix.os }}", path: dist}
              - uses: actions/upload-artifact@v4
                with: {name: log, path: log, overwrite: true}
              - if: matrix.os == 'a'
                uses: actions/upload-artifact@v4
                with: {name: report, path: report}
          pack:
            runs-on: ubuntu-latest
            steps:
              - uses: ./.github/actions/pack
          deploy:
            needs: [build, pack]
            runs-on: ubuntu-latest
            steps:
              - uses: actions/download-artifact@v4
                with: {name: dist-a}
              - uses: actions/download-artifact@v4
                with: {name: packed}
              - uses: actions/download-artifact@v4
                with: {name: nightly, run-id: "1"}
              - uses: actions/download-artifact@v4
                with: {pattern: dist-*}
              - uses: actions/download-artifact@v4
                continue-on-error: true
                with: {name: maybe}
      `,
      {
        files: {
          '.github/actions/pack/action.yml':
            'name: x\ndescription: x\nruns:\n  using: composite\n  steps:\n    - uses: actions/upload-artifact@v4\n      with: {name: packed, path: x}\n',
        },
      },
    ),
    good(
      source`
        on: push
        jobs:
          build:
            uses: example/workflows/.github/workflows/build.yml@v1
          deploy:
            needs: build
            runs-on: ubuntu-latest
            steps:
              - uses: actions/download-artifact@v4
                with: {name: dist}
      `,
    ),
  ],
});

interface Problem {
  readonly message: 'missing' | 'near' | 'order' | 'versions';
  readonly params: Readonly<Record<string, string | number>>;
  readonly severity?: 'warning';
}

function problemOf(download: Download, { uploads, complete }: Artifacts, workflow: Workflow): Problem | undefined {
  const name = download.name.text;
  const fitting = uploads.filter((upload) => mayBeNamed(upload.name, name));
  if (fitting.length === 0) {
    const names = uploads.flatMap((upload) => (upload.name?.includes('${{') ? [] : (upload.name ?? [])));
    const near = nearest(name, names, 2);
    if (near !== undefined && complete) return { message: 'near', params: { name, near } };
    return complete ? { message: 'missing', params: { name } } : undefined;
  }
  const exact = fitting.filter((upload) => upload.name === name);
  if (exact.length !== fitting.length) return undefined;
  const old = exact.every(({ major }) => major !== undefined && major <= 3);
  const young = exact.every(({ major }) => major !== undefined && major >= 4);
  const { major } = download;
  if (major !== undefined && ((old && major >= 4) || (young && major <= 3)))
    return { message: 'versions', params: { name, upload: exact[0]?.major ?? '', download: major } };
  if (!complete) return undefined;
  const needed = allNeeds(download.job, workflow);
  const isBefore = ({ job, step }: Upload): boolean =>
    needed.has(job) ||
    (job === download.job && step !== undefined && job.steps.indexOf(step) < job.steps.indexOf(download.step));
  const [first] = exact;
  if (!first || exact.some(isBefore) || first.job === download.job) return undefined;
  return { message: 'order', params: { name, job: first.job.id }, severity: 'warning' };
}

/** Whether an upload surely takes its name. */
function isSure({ step, job, major, overwrite }: Upload): boolean {
  if (!step || overwrite || major === undefined || major < 4) return false;
  return [step.map, job.map].every((map) => textIn(map, 'if') === undefined) && !expectsLack(step, job);
}
