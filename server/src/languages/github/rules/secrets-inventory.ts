import type { FileView } from '../../../core/files.js';
import { join } from '../../../core/path.js';
import { bad, good, source } from '../../../core/rule.js';
import { referencesOf } from '../../../expr/references.js';
import { repositoryRoot } from '../kinds.js';
import { expressionsOf } from '../model/expressions.js';
import { isSlip, twinOf, withoutSeparators } from '../model/near-names.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/secrets-inventory', {
  summary: 'Two names that seem to mean one secret or variable',
  why: `A secret or a variable of the repository that does not exist is empty, and nothing is said of it. Of two names that
differ in a letter or in where their words part, as in \`DOCKERHUB_TOKEN\` and \`DOCKER_HUB_TOKEN\`, one mostly does not exist.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  messages: {
    near: 'This is "{context}.{name}", elsewhere in the workflows it is "{context}.{other}". Use one name.',
  },
  on: {
    workflow({ document }, ctx) {
      const names = namesIn(ctx);
      if (!names || (!hasTwins(names.secrets) && !hasTwins(names.vars))) return;
      for (const use of expressionsOf(document, 'workflow')) {
        const { root } = use.parsed;
        for (const { segments } of root ? referencesOf(root) : []) {
          const [first, second] = segments;
          const context = first?.name.toLowerCase();
          if ((context !== 'secrets' && context !== 'vars') || !second || second.style === 'any') continue;
          const uses = names[context];
          const name = second.name.toUpperCase();
          const same = twinOf(name, uses, areSame);
          const slip = same === undefined ? twinOf(name, uses, isSlip) : undefined;
          const other = same ?? slip;
          if (other === undefined) continue;
          const params = { context, name: second.name, other };
          ctx.report(use.span(second), 'near', params, slip === undefined ? {} : { profile: 'strict' });
        }
      }
    },
  },
  examples: [
    bad(
      source`
        on: push
        jobs:
          a:
            runs-on: ubuntu-latest
            steps:
              - run: login
                env:
                  USER: \${{ vars.DOCKERHUB_USERNAME }}
                  TOKEN: \${{ secrets.‹DOCKERHUB_TOKEN› }}
                  NPM: \${{ secrets[‹'NPM_TOKE'›] }}
      `,
      {
        files: {
          '.github/workflows/b.yml': 'env: {A: "${{ secrets.DOCKER_HUB_TOKEN }}", B: "${{ secrets.NPM_TOKEN }}"}\n',
        },
      },
    ),
    good(
      source`
        on: push
        jobs:
          a:
            runs-on: ubuntu-latest
            steps:
              - run: login
                env:
                  A: \${{ secrets.KEY_A }} \${{ secrets.KEY_B }} \${{ secrets.SERVER_KEY1 }} \${{ secrets.SERVER_KEY2 }}
                  B: \${{ secrets.npm_token }} \${{ secrets.NPM_TOKEN }} \${{ vars.NPMTOKEN }}
      `,
    ),
  ],
});

const read = /\b(secrets|vars)(?:\.([A-Za-z_]\w*)|\[\s*'([A-Za-z_]\w*)'\s*\])/gi;
const mostFiles = 200;

interface Around {
  readonly path: string;
  readonly text: string;
  readonly files: FileView;
}

type Uses = ReadonlyMap<string, number>;

interface Names {
  readonly secrets: Uses;
  readonly vars: Uses;
}

function areSame(one: string, two: string): boolean {
  return withoutSeparators(one) === withoutSeparators(two);
}

/** Whether any name may have a twin, which mostly none has. */
function hasTwins(uses: Uses): boolean {
  return [...uses.keys()].some((name) => (twinOf(name, uses, areSame) ?? twinOf(name, uses, isSlip)) !== undefined);
}

/** How often each name is read in the workflows of the repository; undefined where not all of them are known. */
function namesIn({ path, text, files }: Around): Names | undefined {
  const folder = join(repositoryRoot(path), '.github/workflows');
  const found = { secrets: new Map<string, number>(), vars: new Map<string, number>() };
  const add = (one: string): void => {
    for (const [context, name] of readsIn(one)) found[context].set(name, (found[context].get(name) ?? 0) + 1);
  };
  add(text);
  for (const { name, kind } of (files.list(folder) ?? []).slice(0, mostFiles)) {
    if (kind !== 'file' || !/\.ya?ml$/.test(name) || `${folder}/${name}` === path) continue;
    const other = files.read(`${folder}/${name}`);
    if (other === undefined) return undefined;
    if (other !== null) add(other);
  }
  return found;
}

type Read = readonly ['secrets' | 'vars', string];

const known = new Map<string, readonly Read[]>();

/** The names that a text reads; those of other files are asked for with every edit of one. */
function readsIn(text: string): readonly Read[] {
  let reads = known.get(text);
  if (reads) return reads;
  reads = [...text.matchAll(read)].map(([, context, dotted, indexed]) => [
    context?.toLowerCase() === 'vars' ? 'vars' : 'secrets',
    (dotted ?? indexed ?? '').toUpperCase(),
  ]);
  if (known.size >= mostFiles * 2) known.clear();
  known.set(text, reads);
  return reads;
}
