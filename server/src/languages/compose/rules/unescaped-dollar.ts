import { insert, type TextEdit } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { spanInScalar } from '../../../yaml/values.js';
import { hashesIn, shellVariablesOf } from '../model/shell-variables.js';
import { placeWithin } from '../model/value.js';
import { composeRule, isHere, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/unescaped-dollar', {
  summary: 'Dollar sign that Compose takes for itself',
  why: `Compose replaces \`$NAME\` everywhere in the file by the value that it knows itself, before any container starts.
A variable of the container, of a loop in a shell, or a part of a password's hash is then empty. Write \`$$\` for a dollar
sign that is meant for the container.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    environment:
      'Compose replaces "{variable}" with its own value, which is not set, not with that of the container. Write "{escaped}".',
    exec: 'Compose replaces "{variable}" with its own value, which is not set, and no shell in the container would do it. Run the command in a shell and write "{escaped}".',
    shell: 'Compose replaces "{variable}" before the shell that sets it runs. Write "{escaped}".',
    hash: 'Compose takes a part of this hash for a variable. Write "$$" for each "$" in it.',
  },
  fixes: {
    escape: 'Write "{escaped}"',
    hash: 'Write "$$" for each "$" in the hash',
  },
  on: {
    service({ service, project }, ctx) {
      for (const { text, variable, from, inShell } of shellVariablesOf(project, service)) {
        const place = placeWithin(text, variable.start, variable.end);
        const written = text.raw.slice(variable.start, variable.end);
        const params = { variable: written, escaped: `$${written}` };
        const fix = { title: 'escape' as const, params, edits: [insert(place.span.start, '$')] };
        const message = from === 'shell' ? 'shell' : inShell ? 'environment' : 'exec';
        reportAt(ctx, place, message, params, { fix: inShell && isHere(ctx, text) ? fix : undefined });
      }
    },
    scalar({ scalar }, ctx) {
      if (!scalar.text.includes('$')) return;
      for (const { start, end } of hashesIn(scalar.text)) {
        const edits: TextEdit[] = [];
        for (let at = start; at < end; at++)
          if (scalar.text[at] === '$') edits.push(insert(spanInScalar(scalar, at, at + 1).start, '$'));
        ctx.report(spanInScalar(scalar, start, end), 'hash', {}, { fix: { title: 'hash', edits } });
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          db:
            image: postgres:18
            environment:
              POSTGRES_USER: shop
            healthcheck:
              test: ["CMD-SHELL", "pg_isready -U ‹\${POSTGRES_USER}›"]
          job:
            image: example/job:1
            command: sh -c 'for i in 1 2; do echo "‹$i›"; done'
      `,
      {
        fixed: source`
          services:
            db:
              image: postgres:18
              environment:
                POSTGRES_USER: shop
              healthcheck:
                test: ["CMD-SHELL", "pg_isready -U $\${POSTGRES_USER}"]
            job:
              image: example/job:1
              command: sh -c 'for i in 1 2; do echo "$$i"; done'
        `,
      },
    ),
    bad(
      source`
        services:
          proxy:
            image: traefik:3
            labels:
              - "traefik.http.middlewares.auth.basicauth.users=admin:‹$2y$05$wCxE1Ny4w›,b:$$2y$$05$$x"
      `,
      {
        fixed: source`
          services:
            proxy:
              image: traefik:3
              labels:
                - "traefik.http.middlewares.auth.basicauth.users=admin:$$2y$$05$$wCxE1Ny4w,b:$$2y$$05$$x"
        `,
      },
    ),
    bad(source`
      services:
        cache:
          image: redis:8
          environment: { PASSWORD: "" }
          command: ["redis-server", "--requirepass", "‹$PASSWORD›"]
    `),
    good(
      source`
        services:
          db:
            image: postgres:18
            environment:
              POSTGRES_USER: \${POSTGRES_USER}
              POSTGRES_DB: shop
            healthcheck:
              test: pg_isready -U $POSTGRES_USER -d $$POSTGRES_DB
          web:
            image: example/web:1
            environment:
              - MODE=fast
            command: sh -c 'echo $(date) $1 $$MODE'
            labels:
              mode: $MODE
      `,
      { files: { '.env': 'POSTGRES_USER=shop\nMODE=slow\n' } },
    ),
  ],
});
