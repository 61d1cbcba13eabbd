import { bad, good, source } from '../../../core/rule.js';
import type { Span } from '../../../core/text.js';
import { spanWithin } from '../model/edits.js';
import { refused } from '../model/refusal.js';
import { expandedTokens } from '../model/variable-uses.js';
import { fixedInFrom } from '../model/variables.js';
import { dockerfileRule, type Rule } from '../rule.js';
import { type ExpansionProblem, expand } from '../syntax/expansion.js';
import type { Instruction } from '../syntax/tree.js';

export const rule: Rule = dockerfileRule('dockerfile/bad-expansion', {
  summary: 'Variable or quotes that the builder cannot read',
  why: `In most instructions the builder itself expands variables: \`$NAME\`, \`\${NAME}\`, and with \`:-\`, \`-\`, \`:+\`, \`+\`, \`:?\`,
\`?\`, \`#\`, \`##\`, \`%\`, \`%%\`, \`/\` and \`//\` after the name. It stops at any other form, and at a quote that is not closed.
What RUN, CMD and ENTRYPOINT run is left to the shell.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['dockerfile-utils:UNSUPPORTED_MODIFIER', 'buildkit:expansion-error'],
  fix: 'none',
  reach: 'part',
  messages: {
    modifier: 'The builder does not know "{modifier}" after a variable\'s name.',
    substitution: 'There is no name of a variable in "{text}".',
    brace: 'This "${" is not closed by "}".',
    slash: 'A replacement is written ${NAME/pattern/text}; its second "/" is missing.',
    quote: 'This quote is not closed.',
    required: '"{name}" has to be set here, but no ARG above the first FROM declares it.',
    pattern: 'A pattern may escape "*", "?", "\\", "/" and "}" only, and not as in "{escape}".',
  },
  on: {
    instruction(instruction, ctx) {
      const { document } = ctx;
      const { kind } = instruction;
      const fromLine = kind === 'FROM';
      // Quotes of pairs are told by dockerfile/key-value-syntax.
      const pairs = kind === 'ARG' || ((kind === 'ENV' || kind === 'LABEL') && !instruction.legacy);
      for (const token of expandedTokens(instruction)) {
        const { text } = token;
        const { problem, required } = fromLine ? fixedInFrom(document, text) : expand(text, document.escape);
        const at = problem ?? required;
        if (!at || (pairs && problem?.kind.startsWith('unterminated'))) continue;
        const span = spanWithin(instruction, token, at.start, Math.min(at.end, text.length));
        const part = text.slice(at.start, at.end);
        if (problem) report(ctx, instruction, span, part, problem);
        else if (required) ctx.report(span, 'required', { name: required.name }, { aliases: builder });
      }
      // What COPY writes from a heredoc is expanded too, without looking at quotes.
      if (kind !== 'COPY' && kind !== 'ADD') return;
      for (const { body, expand: expands } of instruction.heredocs) {
        if (!expands) continue;
        const text = document.text.slice(body.start, body.end).replace(/["']/g, ' ');
        const { problem } = expand(text, '\\');
        if (!problem) continue;
        const span = { start: body.start + problem.start, end: body.start + Math.min(problem.end, text.length) };
        report(ctx, instruction, span, document.text.slice(span.start, span.end), problem);
      }
    },
  },
  examples: [
    bad('FROM alpine:3.22\nWORKDIR /${NAME‹:=›app}\n'),
    bad('FROM alpine:3.22\nWORKDIR ‹${}›\n'),
    bad('FROM alpine:3.22\nCOPY a /b/‹${NAME›\n'),
    bad("FROM alpine:3.22\nWORKDIR ‹'/a b›\n"),
    bad('FROM alpine:3.22\nENV A=1 \\\n    B=${A‹^›}\n'),
    bad("FROM alpine:3.22\nENV MESSAGE it‹'s fine›\n"),
    bad('FROM ‹${BASE:?unset}›\n'),
    bad('FROM alpine:3.22\nCOPY <<EOF /a\n"${A}" ${B‹^›^}\nEOF\nCOPY ["${A‹!›}", "/b"]\n'),
    bad('FROM alpine:3.22\nCOPY --chown="$A:${B‹,›}" a \\\n  "/${\\\nC‹@›}/"\n'),
    bad('FROM alpine:3.22\nARG V=1.2\nENV A=${V%‹\\.*›}\n'),
    good('FROM alpine:3.22\nCOPY <<"EOF" /a\n${B^^}\nEOF\nCOPY <<EOF /b\nit\'s \\${B^^} and ${A:-"}\nEOF\n'),
    good(source`
      ARG TAG=1
      FROM alpine:\${TAG:-3.22}
      ENV A=\${TAG#v} B=\${A//a/b} C=\${B%%.*} D=\${C:?missing} E='\${^}' F='\${x:y}'
      RUN echo \${A^} \${B:1:2} \${!C}
      CMD echo \${A^^}
    `),
  ],
});

const builder = ['buildkit:expansion-error'];
const messages = {
  'unsupported-modifier': 'modifier',
  'bad-substitution': 'substitution',
  'missing-brace': 'brace',
  'missing-slash': 'slash',
  'invalid-pattern': 'pattern',
  'unterminated-single-quote': 'quote',
  'unterminated-double-quote': 'quote',
} as const;

type Context = Parameters<NonNullable<Parameters<typeof dockerfileRule>[1]['on']['COPY']>>[1];

function report(ctx: Context, instruction: Instruction, span: Span, text: string, problem: ExpansionProblem): void {
  const aliases = problem.kind === 'unsupported-modifier' ? rule.peers : builder;
  const params = { text, modifier: problem.modifier, escape: problem.modifier };
  ctx.report(span, messages[problem.kind], params, refused(instruction, { aliases }));
}
