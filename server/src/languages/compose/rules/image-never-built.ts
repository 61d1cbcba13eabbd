import { bad, good, source } from '../../../core/rule.js';
import { imageTextOf } from '../model/image-texts.js';
import { valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/image-never-built', {
  summary: 'Image of ours that no workflow builds',
  why: `Where the workflows of a repository push images to a registry, a service with an image of the same owner that none of
them pushes is mostly one whose name was changed or misspelt. It may come from another repository as well.`,
  category: 'reliability',
  severity: 'info',
  // What other repositories push is not known.
  profile: 'strict',
  since: '0.1',
  peers: [],
  fix: 'none',
  messages: {
    never: 'The workflows push other images of "{owner}", but not "{image}". Check its name.',
  },
  on: {
    service({ service, project }, ctx) {
      const image = imageTextOf(service);
      const { repository = '' } = image?.reference ?? {};
      const slash = repository.lastIndexOf('/');
      if (!image || slash <= 0 || valueAt(service.value, 'build') || !ctx.graph.complete) return;
      const owner = repository.slice(0, slash);
      const pushed = ctx.graph.definitions('image', `${owner}/*`);
      const [first] = pushed;
      if (!first || pushed.some(({ name }) => name === repository)) return;
      const isBuiltHere = [...project.services.values()].some(
        (other) => valueAt(other.value, 'build') && imageTextOf(other)?.reference.repository === repository,
      );
      if (isBuiltHere) return;
      const related = [{ path: first.path, span: first.span, message: `"${first.name}" is pushed here` }];
      reportAt(ctx, image.text, 'never', { owner, image: repository }, { related });
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: ghcr.io/example/web:1
          worker:
            image: ‹ghcr.io/example/wroker:1›
          db:
            image: postgres:17
      `,
      {
        files: {
          '.github/workflows/build.yml': source`
            on: push
            jobs:
              build:
                runs-on: ubuntu-latest
                steps:
                  - uses: docker/build-push-action@v6
                    with:
                      push: true
                      tags: |
                        ghcr.io/example/web:1
                        ghcr.io/example/worker:1
          `,
        },
      },
    ),
    good(
      source`
        services:
          web:
            image: ghcr.io/example/web:\${TAG}
          tools:
            image: ghcr.io/example/tools:1
            build: tools
          more:
            image: ghcr.io/example/tools:1
          other:
            image: ghcr.io/other/api:1
      `,
      {
        files: {
          '.github/workflows/build.yml': source`
            on: push
            jobs:
              build:
                runs-on: ubuntu-latest
                steps:
                  - run: docker push ghcr.io/example/web:1
          `,
        },
      },
    ),
    good('services:\n  web:\n    image: ghcr.io/example/web:1\n'),
  ],
});
