import type { FileView } from '../../../core/files.js';
import { join } from '../../../core/path.js';
import { bad, good, source } from '../../../core/rule.js';
import { referencesOf } from '../../../expr/references.js';
import { repositoryRoot } from '../kinds.js';
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
    expression({ use }, ctx) {
      const { root } = use.parsed;
      if (!root || !/secrets|vars/i.test(use.text)) return;
      for (const { segments } of referencesOf(root)) {
        const [first, second] = segments;
        const context = first?.name.toLowerCase();
        if ((context !== 'secrets' && context !== 'vars') || !second || second.style === 'any') continue;
        const uses = namesIn(context, ctx);
        const name = second.name.toUpperCase();
        const same = uses && twinOf(name, uses, (one, two) => withoutSeparators(one) === withoutSeparators(two));
        const slip = uses && same === undefined ? twinOf(name, uses, isSlip) : undefined;
        const other = same ?? slip;
        if (other === undefined) continue;
        ctx.report(
          use.span(second),
          'near',
          { context, name: second.name, other },
          slip === undefined ? {} : { profile: 'strict' },
        );
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

/** How often each name is read in the workflows of the repository; undefined where not all of them are known. */
function namesIn(context: 'secrets' | 'vars', { path, text, files }: Around): ReadonlyMap<string, number> | undefined {
  const folder = join(repositoryRoot(path), '.github/workflows');
  const texts = [text];
  for (const { name, kind } of (files.list(folder) ?? []).slice(0, mostFiles)) {
    if (kind !== 'file' || !/\.ya?ml$/.test(name) || `${folder}/${name}` === path) continue;
    const other = files.read(`${folder}/${name}`);
    if (other === undefined) return undefined;
    if (other !== null) texts.push(other);
  }
  const uses = new Map<string, number>();
  for (const one of texts) {
    for (const [, kind, dotted, indexed] of one.matchAll(read)) {
      if (kind?.toLowerCase() !== context) continue;
      const name = (dotted ?? indexed ?? '').toUpperCase();
      uses.set(name, (uses.get(name) ?? 0) + 1);
    }
  }
  return uses;
}
