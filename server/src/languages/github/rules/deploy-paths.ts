import { bad, good, source } from '../../../core/rule.js';
import { deployFiles } from '../model/deploy-files.js';
import { expectsLack } from '../model/guards.js';
import { absenceOf } from '../model/made-files.js';
import { nearPath } from '../model/near-path.js';
import { placedCommands } from '../model/placed-commands.js';
import { stepPlaces } from '../model/workspace.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/deploy-paths', {
  summary: 'A deployment reads a file that is not there',
  why: `Compose, kubectl, Helm, Kustomize, Terraform and Ansible stop where a file or folder that they are told to read does
not exist, often after other parts were deployed. Paths are those of the repository as it was checked out; what a step before
may have made is left out.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    missing: 'The repository has no "{path}" for {tool} to read. Correct the path.',
    near: 'The repository has no "{path}" for {tool} to read. Did you mean "{near}"?',
    noCheckout:
      'No step before this one checks out the repository, so there is no "{path}". Use actions/checkout first.',
  },
  on: {
    job({ job, workflow }, ctx) {
      for (const place of stepPlaces(job, workflow, ctx.path, ctx.files)) {
        if (!place.step.run || expectsLack(place.step, job)) continue;
        for (const placed of placedCommands(place.step, place)) {
          if (!placed.isSure) continue;
          for (const { path, text, span, tool } of deployFiles(placed)) {
            const absence = absenceOf(path, place, placed.command.pos);
            if (absence === 'no-checkout') ctx.report(span, 'noCheckout', { path: text }, { severity: 'error' });
            if (absence !== 'missing') continue;
            const near = nearPath(path, text, place);
            ctx.report(span, near === undefined ? 'missing' : 'near', { path: text, tool, near: near ?? '' });
          }
        }
      }
    },
  },
  examples: [
    bad(
      source`
        on: push
        jobs:
          compose:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
              - run: docker compose -f ‹compose.prd.yaml› up -d
          kubernetes:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
              - run: kubectl apply -f ‹k8s/web.yaml› -n prod
              - run: |
                  cd deploy
                  kubectl apply -k ‹overlays/test›
                  helm upgrade --install web ‹./chart› -f ../values.yaml --values=‹../values.prod.yaml›
          terraform:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
              - run: terraform -chdir=‹infra› init
              - run: ansible-playbook ‹site.yml› -i hosts.ini
          empty:
            runs-on: ubuntu-latest
            steps:
              - run: kubectl apply -f ‹deploy/web.yaml›
      `,
      { files: { 'compose.prod.yaml': '', 'deploy/web.yaml': '', 'values.yaml': '', 'hosts.ini': '' } },
    ),
    good(
      source`
        on: push
        jobs:
          deploy:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
              - run: docker compose -f compose.prod.yaml logs -f web
              - run: kubectl apply -f deploy/web.yaml -f https://example.com/x.yaml -f "\$FILE" -f deploy/
              - run: kubectl logs -f web; helm upgrade web example/chart
              - run: kubectl apply -f deploy/\${{ inputs.name }}.yaml -f "deploy/*.yaml"
              - run: cat x | kubectl apply -f -
              - run: sed s/TAG/1/ deploy/web.yaml > made.yaml && kubectl apply -f made.yaml
              - run: kubectl delete -f old.yaml || true
      `,
      { files: { 'compose.prod.yaml': '', 'deploy/web.yaml': '' } },
    ),
  ],
});
