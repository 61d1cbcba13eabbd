import { bad, good, source } from '../../../core/rule.js';
import type { Span } from '../../../core/text.js';
import { plainCommands } from '../model/commands.js';
import { scriptOf } from '../model/script.js';
import { inputText, isOn, withOf } from '../model/with.js';
import type { Job, Step, Workflow } from '../model/workflow.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/unsigned-build', {
  summary: 'An image is built without a signature or a list of what is in it',
  why: `A signature tells whoever runs the image that this workflow built it, and an SBOM what it is made of. Sign with
\`cosign sign\` or \`actions/attest-build-provenance\`, and let the build write the SBOM (\`sbom: true\` of
\`docker/build-push-action\`). Only for repositories that have to give both.`,
  category: 'security',
  severity: 'info',
  profile: 'all',
  since: '0.1',
  peers: ['checkov:CKV_GHA_5', 'checkov:CKV_GHA_6'],
  fix: 'none',
  messages: {
    unsigned: 'The image that is built here is never signed. Sign it with cosign, or attest its provenance.',
    unlisted: 'The image that is built here comes without an SBOM. Let the build write one, or add one with cosign.',
  },
  on: {
    workflow(workflow, ctx) {
      const steps = workflow.jobs.flatMap((job) => job.steps.map((step) => evidenceOf(step, job, workflow)));
      const build = steps.find(({ built }) => built)?.built;
      if (!build) return;
      if (!steps.some(({ signs }) => signs)) ctx.report(build, 'unsigned', {}, { aliases: ['checkov:CKV_GHA_5'] });
      if (!steps.some(({ lists }) => lists)) ctx.report(build, 'unlisted', {}, { aliases: ['checkov:CKV_GHA_6'] });
    },
  },
  examples: [
    bad(source`
      on: push
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - uses: ‹‹docker/build-push-action@v7››
              with: { push: true }
    `),
    bad(source`
      on: push
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - run: ‹docker buildx build -t app .›
            - run: cosign sign app
    `),
    good(source`
      on: push
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - uses: docker/build-push-action@v7
              with: { push: true, sbom: true }
            - uses: actions/attest-build-provenance@v4
              with: { subject-name: app }
    `),
    good(source`
      on: push
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - run: |
                podman build -t app .
                cosign sign app
                cosign attest --type spdx --predicate sbom.json app
    `),
    good(source`
      on: push
      jobs:
        build:
          runs-on: ubuntu-latest
          steps: [run: make build]
    `),
  ],
});

interface Evidence {
  /** Where it builds an image. */
  readonly built?: Span;
  readonly signs?: boolean;
  readonly lists?: boolean;
}

const builders: ReadonlySet<string> = new Set(['docker', 'podman', 'nerdctl', 'buildah', 'ko']);

function evidenceOf(step: Step, job: Job, workflow: Workflow): Evidence {
  const { uses } = step;
  if (uses?.form.kind === 'repository') {
    const { slug } = uses.form;
    const attests = /^actions\/attest(?:-build-provenance)?$/.test(slug);
    const inputs = withOf(step);
    const sbom = inputs && (isOn(inputs, 'sbom') !== false || (inputText(inputs, 'sbom-path') ?? '') !== '');
    const lists = sbom === true || slug === 'actions/attest-sbom' || slug === 'anchore/sbom-action';
    const isBuild = slug === 'docker/build-push-action' || slug === 'docker/bake-action';
    return { signs: attests, lists, ...(isBuild && { built: uses.scalar }) };
  }
  const script = step.run ? scriptOf(step, { job, workflow }) : undefined;
  if (!script) return {};
  const commands = plainCommands(script);
  const cosign = commands
    .filter(({ name }) => name === 'cosign')
    .map(({ args }) => args.map(({ text }) => text).join(' '));
  const build = commands.find(
    ({ name, args }) =>
      builders.has(name) &&
      isBuild(
        name,
        args.map(({ text }) => text),
      ),
  );
  return {
    signs: cosign.some((words) => /^sign\b/.test(words)),
    lists:
      cosign.some((words) => /sbom|spdx|cyclonedx/.test(words)) ||
      commands.some(({ name, args }) => builders.has(name) && args.some(({ text }) => /^--sbom(?!=false)/.test(text))),
    ...(build && { built: script.span(build) }),
  };
}

function isBuild(name: string, words: readonly string[]): boolean {
  const [first, second] = words.filter((word) => !word.startsWith('-'));
  if (name === 'buildah') return first === 'build' || first === 'bud';
  return first === 'build' || ((first === 'buildx' || first === 'image' || first === 'builder') && second === 'build');
}
