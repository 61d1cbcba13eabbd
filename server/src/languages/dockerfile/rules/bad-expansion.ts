import { bad, good, source } from '../../../core/rule.js';
import { spanWithin } from '../model/edits.js';
import { expandedTokens } from '../model/variable-uses.js';
import { dockerfileRule, type Rule } from '../rule.js';
import { expand } from '../syntax/expansion.js';

export const rule: Rule = dockerfileRule('dockerfile/bad-expansion', {
  summary: 'Variable or quotes that the builder cannot read',
  why: `In most instructions the builder itself expands variables: \`$NAME\`, \`\${NAME}\`, and with \`:-\`, \`-\`, \`:+\`, \`+\`, \`:?\`,
\`?\`, \`#\`, \`##\`, \`%\`, \`%%\`, \`/\` and \`//\` behind the name. It stops at any other form, and at a quote that is not closed.
What RUN, CMD and ENTRYPOINT run is left to the shell.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['dockerfile-utils:UNSUPPORTED_MODIFIER', 'buildkit:expansion-error'],
  fix: 'none',
  messages: {
    modifier: 'The builder does not know "{modifier}" behind a variable\'s name.',
    substitution: 'There is no name of a variable in "{text}".',
    brace: 'This "${" is not closed by "}".',
    slash: 'A replacement is written ${NAME/pattern/text}; its second "/" is missing.',
    quote: 'This quote is not closed.',
    pattern: 'A pattern may escape "*", "?", "\\", "/" and "}" only, and not as in "{escape}".',
  },
  on: {
    instruction(instruction, ctx) {
      const builder = ['buildkit:expansion-error'];
      const { kind } = instruction;
      // Quotes of pairs are told by dockerfile/key-value-syntax.
      const pairs = kind === 'ARG' || ((kind === 'ENV' || kind === 'LABEL') && !instruction.legacy);
      const json = 'json' in instruction && instruction.json !== undefined;
      for (const token of expandedTokens(instruction)) {
        const { problem } = expand(token.text, ctx.document.escape);
        if (!problem) continue;
        const within = json
          ? token
          : spanWithin(instruction, token, problem.start, Math.min(problem.end, token.text.length));
        switch (problem.kind) {
          case 'unsupported-modifier':
            ctx.report(within, 'modifier', { modifier: problem.modifier }, { aliases: rule.peers });
            break;
          case 'bad-substitution':
            ctx.report(
              within,
              'substitution',
              { text: token.text.slice(problem.start, problem.end) },
              { aliases: builder },
            );
            break;
          case 'missing-brace':
            ctx.report(within, 'brace', {}, { aliases: builder });
            break;
          case 'missing-slash':
            ctx.report(within, 'slash', {}, { aliases: builder });
            break;
          case 'invalid-pattern':
            ctx.report(within, 'pattern', { escape: problem.modifier }, { aliases: builder });
            break;
          default:
            if (!pairs) ctx.report(within, 'quote', {}, { aliases: builder });
        }
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
    bad('FROM alpine:3.22\nARG V=1.2\nENV A=${V%‹\\.*›}\n'),
    good(source`
      ARG TAG=1
      FROM alpine:\${TAG:-3.22}
      ENV A=\${TAG#v} B=\${A//a/b} C=\${B%%.*} D=\${C:?missing} E='\${^}' F='\${x:y}'
      RUN echo \${A^} \${B:1:2} \${!C}
      CMD echo \${A^^}
    `),
  ],
});
