import { insert } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { commandOptions, hasOption } from '../../../shell/options.js';
import { variableAt } from '../model/variables.js';
import { dockerfileRule, type Rule } from '../rule.js';

const valued = new Set(
  'b base-dir c comment d home-dir e expiredate f inactive g gid G groups k skel K key p password R root P prefix s shell u uid Z selinux-user'.split(
    ' ',
  ),
);

export const rule: Rule = dockerfileRule('dockerfile/useradd-l', {
  summary: 'useradd with a high uid and without -l',
  why: `\`useradd\` keeps a log of last logins with a slot for each uid up to the highest, as a sparse file. Layers do not keep
files sparse, so a uid of six digits adds gigabytes to the image or fails the build. \`-l\` leaves the log alone.`,
  category: 'performance',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['hadolint:DL3046'],
  fix: 'safe',
  reach: 'part',
  messages: { log: 'useradd with the uid {uid} makes the image much larger. Add "-l".' },
  fixes: { add: 'Add "-l"' },
  on: {
    command(use, ctx) {
      const { command } = use;
      if (command.name !== 'useradd') return;
      const options = commandOptions(command, valued);
      if (hasOption(options, 'l', 'no-log-init')) return;
      const given = options.options.find(({ name }) => name === 'u' || name === 'uid');
      const word = given?.valueWord;
      if (!given || !word) return;
      const variable = /^"?\$\{?(\w+)\}?"?$/.exec(word.text)?.[1];
      const value = given.value ?? (variable && variableAt(ctx.document, use.instruction, variable)?.value);
      if (value === undefined || value.length <= 5) return;
      const exec = use.script.form === 'exec';
      const name = use.span(command.nameWord);
      ctx.report(
        use.span(word),
        'log',
        { uid: value },
        { fix: { title: 'add', edits: [insert(name.end, exec ? ', "-l"' : ' -l')] } },
      );
    },
  },
  examples: [
    bad('FROM debian:12\nRUN useradd -u ‹123456› app\n', { fixed: 'FROM debian:12\nRUN useradd -l -u 123456 app\n' }),
    bad(source`
      FROM debian:12
      ARG APP_UID=1000000
      RUN groupadd app && useradd --gid app --uid ‹"$APP_UID"› app
    `),
    bad('FROM debian:12\nRUN ["useradd", ‹"--uid=123456"›, "app"]\n', {
      fixed: 'FROM debian:12\nRUN ["useradd", "-l", "--uid=123456", "app"]\n',
    }),
    good(source`
      FROM debian:12
      ARG APP_UID
      RUN useradd -u 12345 a && useradd -u "$APP_UID" b && useradd c
      RUN useradd -l -u 123456 d && useradd -mlu 123456 e && useradd --no-log-init --uid 123456 f
    `),
  ],
});
