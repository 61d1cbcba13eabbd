import { insert, type TextEdit } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { lineEnding, lineStart } from '../../../core/text.js';
import { readShell } from '../../../shell/read.js';
import { healthTestOf } from '../model/health-test.js';
import { type List, placeWithin, type Text } from '../model/value.js';
import { composeRule, isHere, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/healthcheck-curl-soft', {
  summary: 'Health check that takes error pages for healthy',
  why: `\`curl\` succeeds with any answer, also with 404 or 500. With \`-f\` it fails for those, which is what a health check
is for.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    soft: 'Without "-f", curl succeeds with error pages too, so a broken service counts as healthy. Add "-f".',
  },
  fixes: { fail: 'Add "-f"' },
  on: {
    service({ service }, ctx) {
      const test = healthTestOf(service);
      if (test?.kind === 'exec') {
        const [program, ...args] = test.words;
        if (!program || !/(?:^|\/)curl$/.test(program.raw) || !isSoft(args.map(({ raw }) => raw))) return;
        const edit = isHere(ctx, test.list) ? itemEdit(ctx.text, test.list, args[0]) : undefined;
        return reportAt(ctx, program, 'soft', {}, { fix: edit && { title: 'fail', edits: [edit] } });
      }
      if (!test?.text.raw.includes('curl')) return;
      for (const { name, nameWord, args, place } of readShell(test.text.raw).commands) {
        if (name !== 'curl' || !isSoft(args.map(({ value, text }) => value ?? text))) continue;
        // Something looks at what it says.
        if (place.pipelineIndex + 1 < place.pipelineLength || place.enclosing.includes('substitution')) continue;
        const at = placeWithin(test.text, nameWord.pos, nameWord.end);
        const edits = isHere(ctx, test.text) ? [insert(at.span.end, ' -f')] : undefined;
        reportAt(ctx, at, 'soft', {}, { fix: edits && { title: 'fail', edits } });
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: example/web:1
            healthcheck:
              test: ["CMD", ‹"curl"›, "http://localhost:8080/health"]
          api:
            image: example/web:1
            healthcheck:
              test: ‹curl› -sS http://localhost:8080/health || exit 1
          list:
            image: example/web:1
            healthcheck:
              test:
                - CMD
                - ‹curl› # of the image
                - http://localhost
      `,
      {
        fixed: source`
          services:
            web:
              image: example/web:1
              healthcheck:
                test: ["CMD", "curl", "-f", "http://localhost:8080/health"]
            api:
              image: example/web:1
              healthcheck:
                test: curl -f -sS http://localhost:8080/health || exit 1
            list:
              image: example/web:1
              healthcheck:
                test:
                  - CMD
                  - curl # of the image
                  - "-f"
                  - http://localhost
        `,
      },
    ),
    good(source`
      services:
        a:
          image: example/web:1
          healthcheck:
            test: ["CMD", "curl", "-fsS", "http://localhost"]
        b:
          image: example/web:1
          healthcheck:
            test: curl --silent --fail http://localhost || exit 1
        c:
          image: example/web:1
          healthcheck:
            test: curl -s http://localhost/health | grep -q ok
        d:
          image: example/web:1
          healthcheck:
            test: test "$$(curl -s -o /dev/null -w '%{http_code}' http://localhost)" = 204
        e:
          image: example/web:1
          healthcheck:
            test: curl telnet://localhost:25 && wget http://localhost
        f:
          image: example/web:1
          healthcheck:
            test: ["CMD", "curl", "--version"]
    `),
  ],
});

/** Short options that take a value, so that what follows in the same word is none. */
const withValue = 'AbCcDdEeFHhKmoPQrTtUuwXxYyz';

/** Whether arguments fetch something by HTTP, and neither fail for an error nor let others look at it. */
function isSoft(args: readonly string[]): boolean {
  let fetches = false;
  for (const arg of args) {
    if (/^--(?:fail|fail-with-body|write-out|config)(?:=|$)/.test(arg)) return false;
    if (/^[a-z]+:\/\//i.test(arg) && !/^https?:/i.test(arg)) return false;
    if (/^-[A-Za-z#0-9]/.test(arg)) {
      for (const c of arg.slice(1)) {
        if (c === 'f' || c === 'w' || c === 'K') return false;
        if (withValue.includes(c)) break;
      }
    } else if (!arg.startsWith('-')) fetches = true;
  }
  return fetches;
}

/** An item before the first argument. */
function itemEdit(text: string, list: List, first: Text | undefined): TextEdit | undefined {
  if (!first || list.node.kind !== 'seq') return undefined;
  const item = list.node.items.find(({ value }) => value === first.node);
  if (!item) return undefined;
  if (list.node.flow) return insert(item.start, '"-f", ');
  const indent = text.slice(lineStart(text, item.start), item.start);
  return /^ *$/.test(indent) ? insert(item.start, `- "-f"${lineEnding(text)}${indent}`) : undefined;
}
