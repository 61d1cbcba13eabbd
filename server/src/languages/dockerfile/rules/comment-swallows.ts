import { remove } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { commentsOf } from '../../../shell/comments.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/comment-swallows', {
  summary: 'Comment hides the rest of a RUN',
  why: `The builder joins continued lines into one before the shell reads them, so a \`#\` in the middle comments out not only
its own line but everything after it. Put the remark on a line of its own, which the builder drops.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    swallows: 'This comment also hides the lines after it, as RUN is one line to the shell. Put it on its own line.',
  },
  fixes: { remove: 'Remove the comment' },
  on: {
    script(script, ctx) {
      if (script.form !== 'shell' || !script.reading?.text.includes('#')) return;
      for (const comment of commentsOf(script.reading)) {
        const { start, end } = script.span(comment);
        const lineEnd = ctx.text.indexOf('\n', start);
        if (lineEnd === -1 || lineEnd >= end) continue;
        const line = ctx.text.slice(start, lineEnd);
        const written = line.replace(/[\s\\`]+$/, '');
        const from = start - (/[ \t]*$/.exec(ctx.text.slice(0, start))?.[0].length ?? 0);
        ctx.report(
          { start, end: start + written.length },
          'swallows',
          {},
          { fix: { title: 'remove', edits: [remove({ start: from, end: start + written.length })] } },
        );
      }
    },
  },
  examples: [
    bad(
      source`
        FROM debian:12
        RUN apt-get update \
          && apt-get install -y curl ‹# for the health check› \
          && rm -rf /var/lib/apt/lists/*
      `,
      {
        fixed: source`
          FROM debian:12
          RUN apt-get update \
            && apt-get install -y curl \
            && rm -rf /var/lib/apt/lists/*
        `,
      },
    ),
    bad('FROM debian:12\r\nRUN make; ‹# build› \\\r\n  make install\r\n', {
      fixed: 'FROM debian:12\r\nRUN make; \\\r\n  make install\r\n',
    }),
    good(source`
      FROM debian:12
      RUN make \
        # builds
        && make install # installs
    `),
    good(source`
      FROM debian:12
      RUN echo "a # b" \
        && echo a#b '# c' \${#x} $# \
        && make
      RUN <<EOF
      make # builds
      make install
      EOF
    `),
  ],
});
