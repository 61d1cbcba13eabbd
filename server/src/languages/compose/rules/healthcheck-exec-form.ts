import { replace, type TextEdit } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { callsShell } from '../model/commands.js';
import { healthTestOf } from '../model/health-test.js';
import { itemsOf, type List, type Text } from '../model/value.js';
import { composeRule, isHere, type Rule, reportAt } from '../rule.js';

const operators = /^(?:&&|\|\|?|;|\d?>>?|<|2>&1|&>|>\/dev\/null|2>\/dev\/null)$/;

export const rule: Rule = composeRule('compose/healthcheck-exec-form', {
  summary: 'Health check that needs a shell and has none',
  why: `After \`CMD\` each item is one word, and no shell reads them: a whole command in one item is taken for the name of a
program, and \`||\` for an argument. The check then fails each time. Use \`CMD-SHELL\` and one text.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'mixed',
  reach: 'part',
  messages: {
    words: 'After CMD, "{text}" is the name of one program, which does not exist. Use CMD-SHELL, or an item per word.',
    operator:
      'After CMD no shell reads "{operator}", so it is an argument and the check fails. Use CMD-SHELL and one string.',
  },
  fixes: { shell: 'Use CMD-SHELL' },
  on: {
    service({ service }, ctx) {
      const test = healthTestOf(service);
      if (test?.kind !== 'exec') return;
      const { words, list } = test;
      const [only] = words;
      if (only && words.length === 1) {
        const text = only.text ?? only.raw;
        if (!/^\S+\s+\S/.test(text)) return;
        const head = itemsOf(list)[0];
        const fix =
          head?.kind === 'text' && isHere(ctx, head)
            ? { title: 'shell' as const, safe: true, edits: [headEdit(head)] }
            : undefined;
        return reportAt(ctx, only, 'words', { text }, { fix });
      }
      if (callsShell(words.map(({ raw }) => raw))) return;
      const operator = words.find(({ raw }, i) => i > 0 && operators.test(raw));
      if (!operator) return;
      const edits = isHere(ctx, list) ? joined(ctx.text, list, words) : undefined;
      const fix = edits && { title: 'shell' as const, safe: false, edits };
      reportAt(ctx, operator, 'operator', { operator: operator.raw }, { fix });
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: example/web:1
            healthcheck:
              test: ["CMD", ‹"curl -f http://localhost || exit 1"›]
          db:
            image: postgres:18
            healthcheck:
              test:
                - CMD
                - ‹pg_isready -U postgres› # as the owner
      `,
      {
        fixed: source`
          services:
            web:
              image: example/web:1
              healthcheck:
                test: ["CMD-SHELL", "curl -f http://localhost || exit 1"]
            db:
              image: postgres:18
              healthcheck:
                test:
                  - CMD-SHELL
                  - pg_isready -U postgres # as the owner
        `,
      },
    ),
    bad(
      source`
        services:
          web:
            image: example/web:1
            healthcheck:
              test: ["CMD", "curl", "-f", "http://localhost/?a=1&b=2", ‹"||"›, "exit", "1"]
          api:
            image: example/web:1
            healthcheck:
              test:
                - "CMD"
                - "check"
                - ‹"||"›
                - "exit 1"
      `,
      {
        fixed: source`
          services:
            web:
              image: example/web:1
              healthcheck:
                test: ["CMD-SHELL", "curl -f 'http://localhost/?a=1&b=2' || exit 1"]
            api:
              image: example/web:1
              healthcheck:
                test:
                  - "CMD-SHELL"
                  - "check || exit 1"
        `,
      },
    ),
    good(source`
      services:
        web:
          image: example/web:1
          healthcheck:
            test: ["CMD", "curl", "-f", "http://localhost"]
        shell:
          image: example/web:1
          healthcheck:
            test: ["CMD-SHELL", "curl -f http://localhost || exit 1"]
        own:
          image: example/web:1
          healthcheck:
            test: ["CMD", "sh", "-c", "curl -f http://localhost || exit 1"]
        text:
          image: example/web:1
          healthcheck:
            test: curl -f http://localhost || exit 1
        off:
          image: example/web:1
          healthcheck:
            test: ["NONE"]
    `),
  ],
});

function headEdit(head: Text): TextEdit {
  const { style } = head.node;
  return replace(head.span, style === 'double' ? '"CMD-SHELL"' : style === 'single' ? "'CMD-SHELL'" : 'CMD-SHELL');
}

/** All words after CMD as one text for a shell; undefined where comments or aliases stand among them. */
function joined(text: string, list: List, words: readonly Text[]): TextEdit[] | undefined {
  const head = itemsOf(list)[0];
  const [first] = words;
  const last = words[words.length - 1];
  if (head?.kind !== 'text' || !first || !last || list.node.kind !== 'seq') return undefined;
  const inside = list.node.items.every(({ value }) => value?.kind === 'scalar' && value.anchor === undefined);
  const between = words.some((word, i) => i > 0 && /#/.test(text.slice(words[i - 1]?.span.end, word.span.start)));
  if (!inside || between || words.some(({ raw }) => /[\r\n]/.test(raw))) return undefined;
  const script = words.map(({ raw }, i) => shellWord(raw, words[i - 1]?.raw)).join(' ');
  const span = { start: first.span.start, end: last.span.end };
  return [headEdit(head), replace(span, JSON.stringify(script))];
}

/** A word as a shell needs it, to read it as it was. */
function shellWord(word: string, before: string | undefined): string {
  // Behind an operator stands a command, which may be several words in one item.
  if (operators.test(word) || /^[\w@%+=:,./-]+$/.test(word)) return word;
  if (before !== undefined && operators.test(before) && /^[\w ./-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
