import { bad, good, source } from '../../../core/rule.js';
import { spanWithin } from '../model/edits.js';
import { dockerfileRule, type Rule } from '../rule.js';
import type { Instruction, Token } from '../syntax/tree.js';

export const rule: Rule = dockerfileRule('dockerfile/tilde-path', {
  summary: 'Tilde where nothing expands it',
  why: `Only a shell turns \`~\` into the home directory. In WORKDIR, ENV and the destination of COPY and ADD it stays as it
is, so the path leads to a folder that is named \`~\`. Write the home directory out.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: { tilde: 'The builder does not expand "~", so {keyword} takes a folder of that name. Write the path out.' },
  on: {
    instruction(instruction, ctx) {
      for (const token of pathsOf(instruction)) {
        const match = (instruction.kind === 'ENV' ? variable : path).exec(token.text);
        if (!match) continue;
        const at = match.index + match[0].indexOf('~');
        ctx.report(spanWithin(instruction, token, at, at + 1), 'tilde', { keyword: instruction.kind });
      }
    },
  },
  examples: [
    bad(source`
      FROM alpine:3.22
      WORKDIR ‹~›/app
      ENV PATH="‹~›/bin:$PATH" OTHER=$PATH:‹~›/bin HOME_DIR=‹~›
      COPY a ‹~›/a
      ONBUILD ADD a.tar "‹~›/"
    `),
    bad('FROM alpine:3.22\r\nCOPY ["a b", \\\r\n  "‹~›/c"]\r\n'),
    good(source`
      FROM alpine:3.22
      WORKDIR /root/app~1
      ENV RANGE=~1.2 A=a~b B="see ~/.config" C='~user'
      COPY ~/a /a
      COPY a~ /b~/
      RUN ls ~/a
    `),
  ],
});

const path = /^["']?~(?:\/|["']?$)/;
/** At the start of the value, or after a colon as in PATH. */
const variable = /^(?:["']?|[^\s]*:)~(?:\/|["']?$)/;

function pathsOf(instruction: Instruction): readonly Token[] {
  switch (instruction.kind) {
    case 'WORKDIR':
      return [instruction.rest];
    case 'ENV':
      return instruction.pairs.flatMap((pair) => pair.value ?? []);
    case 'COPY':
    case 'ADD': {
      const { destination, json } = instruction;
      const element = json?.elements[json.elements.length - 1];
      return destination ? [element ? { ...destination, text: element.text } : destination] : [];
    }
    default:
      return [];
  }
}
