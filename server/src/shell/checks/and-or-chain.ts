import type { SyntaxNode } from 'unbash';
import { badShell, goodShell, type ShellRule, shellRule } from '../rule.js';

/** These do not fail, and are mostly there for either failure. */
const sure = /^(?:echo|printf|exit|return|true|false|:|break|continue)$/;

export const check: ShellRule = shellRule('and-or-chain', {
  summary: 'A && B || C taken for if-then-else',
  why: `\`C\` also runs when \`A\` succeeds and \`B\` fails. Where that is not meant, write \`if A; then B; else C; fi\`.`,
  category: 'correctness',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  codes: [2015],
  fix: 'none',
  messages: { chain: 'What follows "||" also runs when the command before it fails, not only the first one.' },
  check({ nodes }, report) {
    for (const { node, parent } of nodes.of('AndOr')) {
      if (
        parent &&
        /^(?:If|While|Elif)$/.test(parent.parent?.node.type ?? '') &&
        isCondition(node, parent.parent?.node)
      )
        continue;
      for (let i = 0; i + 1 < node.operators.length; i++) {
        if (node.operators[i] !== '&&' || node.operators[i + 1] !== '||') continue;
        const middle = node.commands[i + 1];
        const last = node.commands[i + 2];
        // What goes on after the chain is meant as one way through, with a second try in it.
        if (node.operators[i + 2] === '&&' || !middle || isSure(middle) || isTest(middle) || isSure(last)) continue;
        const from = middle.end;
        const to = last?.pos ?? node.end;
        report({ pos: from + 1, end: Math.min(from + 3, to) }, 'chain');
        break;
      }
    }
  },
  examples: [
    badShell('[ -f a ] && rm a ‹||› touch b'),
    goodShell('[ -f a ] && echo yes || echo no'),
    goodShell('ls a || touch a && ls a && X=1 || true'),
    goodShell('ls a && rm a || true; ls b && [ -s b ] || touch b; ls c && make || cat log && exit 1'),
  ],
});

function isSure(node: SyntaxNode | undefined): boolean {
  if (node?.type === 'BraceGroup') return isSure(node.body.commands.at(-1)?.command);
  return node?.type === 'Command' && (!node.name || sure.test(node.name.value));
}

function isTest(node: SyntaxNode): boolean {
  return node.type === 'TestCommand' || (node.type === 'Command' && /^(?:\[|test)$/.test(node.name?.value ?? ''));
}

function isCondition(node: { readonly pos: number }, outer: unknown): boolean {
  const { clause } = outer as { clause?: { readonly pos: number; readonly end: number } };
  return clause !== undefined && clause.pos <= node.pos && node.pos < clause.end;
}
