import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { type CommandWord, callsShell, commandsOf, wordsOf } from '../model/commands.js';
import { placeWithin, type Text, valueAt } from '../model/value.js';
import { composeRule, isHere, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/command-shell-operator', {
  summary: 'Shell operator in a command that no shell reads',
  why: `Compose splits a command that is one text into words and runs it as it is: \`&&\`, \`|\`, \`>\`, \`;\` and \`NAME=value\`
become arguments of the first program. Run a shell for them: \`["sh", "-c", "…"]\`.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    operator: 'No shell reads this command, so "{operator}" is an argument of "{program}". Run it with sh -c.',
    assignment:
      'No shell reads this command, so "{operator}" would be the program. Run it with sh -c, or set the variable in "environment".',
  },
  fixes: { wrap: 'Run the command in a shell' },
  on: {
    service({ service }, ctx) {
      for (const { kind, value, shell } of commandsOf(service)) {
        if (value.kind !== 'text' || shell || kind === 'healthcheck') continue;
        // What an entrypoint does with its arguments is its own matter; it may well be a shell.
        if (kind === 'command' && valueAt(service.value, 'entrypoint')) continue;
        const words = wordsOf(value.raw);
        if (callsShell(words.map(({ text }) => text))) continue;
        const [first] = words;
        if (!first) continue;
        const fix = isHere(ctx, value) ? wrapped(value) : undefined;
        const assigned = /^[A-Za-z_]\w*=/.test(first.text) ? { start: first.start, end: first.end } : undefined;
        const operator = assigned ?? words.map(operatorIn).find((found) => found !== undefined);
        if (!operator) continue;
        reportAt(
          ctx,
          placeWithin(value, operator.start, operator.end),
          assigned ? 'assignment' : 'operator',
          { operator: value.raw.slice(operator.start, operator.end), program: first.text },
          { fix: fix && { title: 'wrap', edits: [fix] } },
        );
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: example/web:1
            command: npm run migrate ‹&&› npm start # in this order
          log:
            image: example/log:1
            entrypoint: 'run --name "a b" ‹>› /var/log/run.log'
          job:
            image: example/job:1
            command: ‹MODE=fast› run --level \${LEVEL:-1}
          two:
            image: example/job:1
            command: build‹;› run
      `,
      {
        fixed: source`
          services:
            web:
              image: example/web:1
              command: ["sh", "-c", "npm run migrate && npm start"] # in this order
            log:
              image: example/log:1
              entrypoint: ["sh", "-c", "run --name \"a b\" > /var/log/run.log"]
            job:
              image: example/job:1
              command: ["sh", "-c", "MODE=fast run --level \${LEVEL:-1}"]
            two:
              image: example/job:1
              command: ["sh", "-c", "build; run"]
        `,
      },
    ),
    bad(source`
      services:
        web:
          image: example/web:1
          command: >
            npm run migrate
            ‹&&› npm start
    `),
    good(source`
      services:
        web:
          image: example/web:1
          command: sh -c "npm run migrate && npm start"
        env:
          image: example/web:1
          command: dumb-init -- /bin/bash -ec 'a | b'
        list:
          image: example/web:1
          command: ["find", "-name", "a", ";"]
        quoted:
          image: example/web:1
          command: mysqld --sql-mode="A;B" --where 'a > b' -exec rm {} \;
        other:
          image: example/web:1
          command: run --set a=b --min >=1 <name> x;y
        own:
          image: example/web:1
          entrypoint: ["/run.sh"]
          command: a && b
    `),
  ],
});

/** The operator that a word is, begins or ends with; offsets are those of the whole text. */
function operatorIn({ text, start, end, quoted }: CommandWord): { start: number; end: number } | undefined {
  if (quoted) return undefined;
  if (/^(?:&&|\|\|?|;|<)$/.test(text)) return { start, end };
  const redirect = /^(?:\d|&)?>>?(?=$|[/&.\w$-])/.exec(text);
  if (redirect) return { start, end: start + redirect[0].length };
  return text.length > 1 && text.endsWith(';') && !text.endsWith('\\;') ? { start: end - 1, end } : undefined;
}

/** The command as a shell's script; undefined for a text over several lines. */
function wrapped({ node, raw }: Text): ReturnType<typeof replace> | undefined {
  if (node.anchor || node.tag || node.style === 'literal' || node.style === 'folded' || /[\r\n]/.test(raw))
    return undefined;
  return replace(node, `["sh", "-c", ${JSON.stringify(raw)}]`);
}
