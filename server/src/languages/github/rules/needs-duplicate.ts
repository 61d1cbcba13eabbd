import { bad, good, source } from '../../../core/rule.js';
import { removeItem } from '../../../yaml/edits.js';
import { resolved } from '../../../yaml/values.js';
import { seqIn } from '../model/nodes.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/needs-duplicate', {
  summary: 'A job needs the same job twice',
  why: `Each job in \`needs\` is waited for once. A second time is most likely a slip for another job, whose result then
is not waited for. Ids of jobs are compared without regard to case.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:job-needs'],
  fix: 'safe',
  reach: 'part',
  messages: { twice: '"{need}" is needed twice. Remove one, or name the job that is meant.' },
  fixes: { remove: 'Remove it' },
  on: {
    job({ job }, ctx) {
      const seq = seqIn(job.map, 'needs');
      const seen = new Set<string>();
      for (const item of seq?.items ?? []) {
        const need = resolved(item.value);
        if (need?.kind !== 'scalar') continue;
        const name = need.text.toLowerCase();
        if (!seen.has(name)) {
          seen.add(name);
          continue;
        }
        const edit = seq && removeItem(ctx.text, seq, item);
        ctx.report(need, 'twice', { need: need.text }, { fix: edit && { title: 'remove', edits: [edit] } });
      }
    },
  },
  examples: [
    bad(
      source`
        on: push
        jobs:
          build: {runs-on: ubuntu-latest, steps: [run: make]}
          test: {runs-on: ubuntu-latest, steps: [run: make test]}
          deploy:
            needs: [build, test, ‹Build›]
            runs-on: ubuntu-latest
            steps: [run: make deploy]
      `,
      {
        fixed: source`
          on: push
          jobs:
            build: {runs-on: ubuntu-latest, steps: [run: make]}
            test: {runs-on: ubuntu-latest, steps: [run: make test]}
            deploy:
              needs: [build, test]
              runs-on: ubuntu-latest
              steps: [run: make deploy]
        `,
      },
    ),
    good(source`
      on: push
      jobs:
        build: {runs-on: ubuntu-latest, steps: [run: make]}
        test: {needs: build, runs-on: ubuntu-latest, steps: [run: make test]}
        deploy: {needs: [build, test], runs-on: ubuntu-latest, steps: [run: make deploy]}
    `),
  ],
});
