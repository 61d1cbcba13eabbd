import { insert } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { commandOptions, hasOption } from '../../../shell/options.js';
import { shellKindAt } from '../model/state.js';
import { dockerfileRule, type Rule } from '../rule.js';

const valued = new Set(['O', 'P', 'U', 'T', 't', 'e', 'i', 'B', 'o', 'a', 'w', 'Q', 'D', 'A', 'R', 'I', 'X', 'l']);
const quiet = [
  'progress',
  'q',
  'quiet',
  'nv',
  'no-verbose',
  'o',
  'output-file',
  'a',
  'append-output',
  'version',
  'help',
  'V',
  'h',
];

export const rule: Rule = dockerfileRule('dockerfile/wget-progress', {
  summary: 'wget without a short progress display',
  why: `Without a terminal \`wget\` prints a line for each 50 KB, which fills the build's log with thousands of lines.
\`--progress=dot:giga\` prints a few, \`-nv\` one per file, \`-q\` none. The \`wget\` of BusyBox knows only \`-q\`.`,
  category: 'maintainability',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: ['hadolint:DL3047'],
  fix: 'mixed',
  reach: 'part',
  messages: { bloat: 'wget fills the log with its progress. Add "{flag}".' },
  fixes: { add: 'Add "{flag}"' },
  on: {
    command(use, ctx) {
      const { command } = use;
      if (command.name !== 'wget' || hasOption(commandOptions(command, valued), ...quiet)) return;
      const kind = shellKindAt(ctx.document, use.instruction);
      const flag = kind === 'ash' ? '-q' : '--progress=dot:giga';
      const added = use.script.form === 'exec' ? `, "${flag}"` : ` ${flag}`;
      const name = use.span(command.nameWord);
      ctx.report(
        name,
        'bloat',
        { flag },
        { fix: { title: 'add', safe: kind !== undefined, edits: [insert(name.end, added)] } },
      );
    },
  },
  examples: [
    bad('FROM debian:12\nRUN ‹wget› -O app https://example.com/app\n', {
      fixed: 'FROM debian:12\nRUN wget --progress=dot:giga -O app https://example.com/app\n',
    }),
    bad('FROM alpine:3.22\nRUN ‹wget› https://example.com/app\nRUN [‹"wget"›, "https://example.com/app"]\n', {
      fixed: 'FROM alpine:3.22\nRUN wget -q https://example.com/app\nRUN ["wget", "-q", "https://example.com/app"]\n',
    }),
    good(source`
      FROM debian:12
      RUN wget --progress=dot:mega https://example.com/a && wget -qO- https://example.com/b
      RUN wget -nv https://example.com/a && wget --no-verbose https://example.com/b
      RUN wget -o wget.log https://example.com/a && wget --append-output=wget.log https://example.com/b
    `),
  ],
});
