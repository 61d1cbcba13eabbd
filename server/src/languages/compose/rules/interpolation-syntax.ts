import { insert } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { allVariablesIn, interpolate } from '../../../dotenv/interpolation.js';
import { spanInScalar, valueOf } from '../../../yaml/values.js';
import { canCast, castAt } from '../model/casts.js';
import { projectOf } from '../model/project.js';
import { composeRule, type Rule } from '../rule.js';

export const rule: Rule = composeRule('compose/interpolation-syntax', {
  summary: 'Variable that Compose cannot put in',
  why: `\`$NAME\` and \`\${NAME}\` stand for a variable, \`\${NAME:-default}\` with a default. Compose refuses any other \`\${\`;
a dollar that is meant as such is written \`$$\`. Where a number or a boolean is wanted, the value has to be one once
the variables are in.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['compose-go:interpolation'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    unclosed: 'The "}" of "{text}" is missing. Write "$$" for a dollar that is meant as such.',
    bad: '"{text}" is not a variable. Write "${NAME}", or "$$" for a dollar that is meant as such.',
    integer: '"{text}" is not a whole number, which this attribute needs.',
    number: '"{text}" is not a number, which this attribute needs.',
    boolean: '"{text}" is neither true nor false, which this attribute needs.',
  },
  fixes: { escape: 'Write "$$"' },
  on: {
    scalar({ scalar, path }, ctx) {
      const { text } = scalar;
      const { bad: wrong } = text.includes('${') ? allVariablesIn(text) : { bad: [] };
      for (const { start, end, text: written } of wrong) {
        const span = spanInScalar(scalar, start, end);
        const name = written.length > 40 ? `${written.slice(0, 39)}…` : written;
        ctx.report(
          span,
          written.endsWith('}') ? 'bad' : 'unclosed',
          { text: name },
          {
            fix: { title: 'escape', edits: [insert(span.start, '$')] },
          },
        );
      }
      const cast = castAt(path);
      if (wrong.length > 0 || !cast || (!text.includes('$') && typeof valueOf(scalar) !== 'string')) return;
      const value = interpolate(text, projectOf(ctx.document, ctx.path, ctx.files).lookup);
      if (value !== undefined && !canCast(value, cast)) ctx.report(scalar, cast, { text: value });
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: nginx:‹\${}›
            command: echo "‹\${ NAME}›" ‹\${›
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:$\${}
              command: echo "$\${ NAME}" $\${
        `,
      },
    ),
    bad(source`
      services:
        web:
          image: nginx:1.29
          scale: ‹"two"›
          init: ‹\${INIT:-maybe}›
          cpus: ‹"half"›
          ports:
            - { target: ‹http› }
      networks:
        front: { internal: ‹"1"› }
    `),
    good(source`
      services:
        web:
          image: nginx:\${TAG:-1.29} $ $1 $\${x $(pwd) \${A:-\${B:-{"c":{}}}}
          scale: "2"
          init: \${INIT:-yes}
          tty: \${TTY}
          cpus: "0.5"
    `),
  ],
});
