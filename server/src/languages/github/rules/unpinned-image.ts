import { bad, good, type ReportDetails, source } from '../../../core/rule.js';
import { parseReference } from '../../../images/reference.js';
import { type ImageUse, imagesOfAction, imagesOfJob } from '../model/images.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/unpinned-image', {
  summary: 'An image that can change from run to run',
  why: `Without a tag, and with \`latest\`, each run takes whatever was pushed last: a new major breaks the build without a change
of yours, and an image that someone tampered with is in use at once. Name a version. Profile *strict* also asks for the
digest, \`image:1.2@sha256:…\`, as tags can be moved too.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['zizmor:unpinned-images', 'scorecard:Pinned-Dependencies'],
  fix: 'none',
  reach: 'part',
  messages: {
    none: 'Image "{image}" has no tag, so each run takes the latest. Name a version.',
    latest: 'Image "{image}" is whatever was pushed last. Name a version.',
    tag: 'Tag "{tag}" of image "{image}" can be moved. Pin the digest.',
    unknown: 'Only the run can tell which image this is. Make sure that it is pinned.',
  },
  on: {
    job({ job }, ctx) {
      for (const use of imagesOfJob(job)) {
        const found = judge(use);
        if (found) ctx.report(use.at, found.message, found.params, { ...found.details, aliases: peersOf(use, true) });
      }
    },
    action(action, ctx) {
      for (const use of imagesOfAction(action)) {
        const found = judge(use);
        if (found) ctx.report(use.at, found.message, found.params, { ...found.details, aliases: peersOf(use, false) });
      }
    },
  },
  examples: [
    bad(source`
      on: push
      jobs:
        build:
          runs-on: ubuntu-latest
          container: ‹node›
          services:
            db: { image: ‹postgres:latest› }
            cache:
              image: ‹redis:8›
          steps:
            - uses: docker://‹ghcr.io/example/tool›
            - uses: "docker://‹alpine:3.22›"
    `),
    bad(source`
      on: push
      jobs:
        build:
          runs-on: ubuntu-latest
          strategy:
            matrix:
              image: [‹debian›, 'debian:13@sha256:0000000000000000000000000000000000000000000000000000000000000000', '']
              include:
                - image: ‹\${{ inputs.image }}›
          container: \${{ matrix.image }}
          services:
            db:
              image: \${{ inputs.db && ‹'postgres:18'› || '' }}
            cache:
              image: ‹\${{ inputs.cache }}›
            mail:
              image: ‹ghcr.io/\${{ inputs.mail }}›
            web:
              image: ‹nginx:\${{ inputs.web }}›
          steps:
            - run: make
    `),
    bad(
      source`
        name: Tool
        description: Runs a tool
        runs:
          using: docker
          image: docker://‹example/tool›
      `,
      { path: 'action.yml' },
    ),
    good(source`
      on: push
      jobs:
        build:
          runs-on: ubuntu-latest
          container: node:24@sha256:0000000000000000000000000000000000000000000000000000000000000000
          services:
            db:
              image: ''
          steps:
            - uses: docker://alpine@sha256:0000000000000000000000000000000000000000000000000000000000000000
            - uses: ./tool
    `),
    good(
      source`
        name: Tool
        description: Runs a tool
        runs:
          using: docker
          image: Dockerfile
      `,
      { path: 'action.yml' },
    ),
  ],
});

interface Verdict {
  readonly message: 'none' | 'latest' | 'tag' | 'unknown';
  readonly params: Readonly<Record<string, string>>;
  readonly details: ReportDetails<never>;
}

function judge({ text }: ImageUse): Verdict | undefined {
  if (text === undefined) return unknown;
  const image = text.trim();
  if (image === '' || image.includes('@')) return undefined;
  const { tag, nameEnd } = parseReference(image);
  if (tag === undefined)
    // What an expression adds to a name may be a tag.
    return image.includes('${{') ? unknown : { message: 'none', params: { image }, details: {} };
  if (tag === 'latest') return { message: 'latest', params: { image }, details: {} };
  const params = { image: image.slice(0, nameEnd), tag };
  return { message: 'tag', params, details: { severity: 'info', profile: 'strict' } };
}

const unknown: Verdict = { message: 'unknown', params: {}, details: { severity: 'info', profile: 'strict' } };

/** zizmor does not look at composite actions, scorecard only at steps of workflows. */
function peersOf({ place }: ImageUse, inWorkflow: boolean): readonly string[] {
  const peers = inWorkflow || place === 'action' ? ['zizmor:unpinned-images'] : [];
  return inWorkflow && place === 'step' ? [...peers, 'scorecard:Pinned-Dependencies'] : peers;
}
