import type { FoundFact, GraphView } from '../../../core/facts.js';
import { bad, good, source } from '../../../core/rule.js';
import { kindOf } from '../kinds.js';
import { pushedImages, shaTag } from '../model/pushed-images.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/image-consistency', {
  summary: 'A tag is deployed that no workflow pushes',
  why: `Where workflows push an image only under the hash of its commit, and a Compose file runs \`latest\`, that one stays what
it once was, or does not exist. Push the tag too, or deploy the one that is pushed. Images whose names or tags only the run can
tell are left alone, and so are services that are built where they run.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  messages: {
    sha: '"{image}" is pushed only under the hash of its commit, but {file} runs "{tag}" of it. Push that tag as well.',
    tag: '"{image}" is pushed as {tags}, but {file} runs "{tag}" of it. Push that tag as well.',
  },
  on: {
    workflow(workflow, ctx) {
      if (!/\bpush\b/.test(workflow.document.text)) return;
      const told = new Set<string>();
      for (const { repository, span } of pushedImages(workflow, ctx.path, ctx.files)) {
        if (told.has(repository)) continue;
        told.add(repository);
        const tags = new Set(ctx.graph.definitions('image', repository).map(({ details }) => details?.tag || 'latest'));
        // What another expression gives may be any tag.
        if (tags.size === 0 || [...tags].some((tag) => tag !== shaTag && /\$/.test(tag))) continue;
        const run = deployedOf(ctx.graph, repository).find(({ details }) => {
          const tag = details?.tag || 'latest';
          return !tag.includes('$') && !tags.has(tag);
        });
        if (!run) continue;
        const known = [...tags].filter((tag) => tag !== shaTag).map((tag) => `"${tag}"`);
        const params = {
          image: repository,
          file: run.path.slice(run.path.lastIndexOf('/') + 1),
          tag: run.details?.tag || 'latest',
          tags: known.join(', '),
        };
        ctx.report(span, known.length === 0 ? 'sha' : 'tag', params, {
          related: [{ path: run.path, span: run.span, message: 'It is run here' }],
        });
      }
    },
  },
  examples: [
    bad(
      source`
        on: push
        env: {IMAGE: ghcr.io/example/web}
        jobs:
          build:
            runs-on: ubuntu-latest
            steps:
              - uses: docker/build-push-action@v6
                with: {push: true, tags: "‹\${{ env.IMAGE }}:\${{ github.sha }}›"}
              - id: meta
                uses: docker/metadata-action@v5
                with:
                  images: ghcr.io/example/api
                  tags: |
                    type=sha
                    type=raw,value=edge
              - uses: docker/build-push-action@v6
                with: {push: true, tags: "‹\${{ steps.meta.outputs.tags }}›"}
      `,
      {
        files: {
          'compose.yaml':
            'services:\n  web:\n    image: ghcr.io/example/web\n  api: { image: "ghcr.io/example/api:stable" }\n',
        },
      },
    ),
    good(
      source`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            steps:
              - uses: docker/build-push-action@v6
                with:
                  push: true
                  tags: |
                    ghcr.io/example/web:\${{ github.sha }}
                    ghcr.io/example/web:latest
                    ghcr.io/example/built:\${{ github.sha }}
                    ghcr.io/example/any:\${{ inputs.tag }}
                    ghcr.io/example/own:\${{ github.sha }}
      `,
      {
        files: {
          'compose.yaml': source`
            services:
              web: { image: ghcr.io/example/web }
              built: { image: ghcr.io/example/built, build: . }
              any: { image: ghcr.io/example/any }
              own: { image: "ghcr.io/example/own:\$TAG" }
          `,
        },
      },
    ),
  ],
});

/** Where an image is run or built on outside of workflows, but for services that are built where they run. */
function deployedOf(graph: GraphView, repository: string): readonly FoundFact[] {
  return graph.references('image', repository).filter(({ path, details }) => {
    if (kindOf(path)) return false;
    const isBuilt = graph
      .of(path)
      ?.some(({ kind, details: of }) => kind === 'file' && of?.service === details?.service);
    return details?.service === undefined || isBuilt !== true;
  });
}
