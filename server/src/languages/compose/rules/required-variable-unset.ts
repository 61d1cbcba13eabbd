import { bad, good, source } from '../../../core/rule.js';
import { spanInScalar } from '../../../yaml/values.js';
import { type Lookup, variablesIn } from '../model/interpolation.js';
import { projectOf } from '../model/project.js';
import { composeRule, type Rule } from '../rule.js';

export const rule: Rule = composeRule('compose/required-variable-unset', {
  summary: 'Required variable that no env file sets',
  why: `\`\${NAME:?…}\` makes Compose stop where the variable is not set. The project's env file sets others, but not this
one, so everybody has to set it in the shell. Add it to \`.env\`, or say in the message where it comes from.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['compose-go:interpolation'],
  fix: 'none',
  messages: {
    unset: 'Compose stops here unless the shell sets {name}, which no env file does. Add it to "{file}".',
    none: 'Compose stops here unless {name} is set. Set it in the shell or in a file ".env".',
    empty: 'Compose stops here, as {name} is empty in "{file}". Give it a value.',
  },
  on: {
    scalar({ scalar }, ctx) {
      const { text } = scalar;
      if (!text.includes('?')) return;
      const { environment, lookup } = projectOf(ctx.document, ctx.path, ctx.files);
      const last = environment.at(-1);
      for (const { name, start, empty } of demandsIn(text, lookup, 0)) {
        const file = last?.path.slice(last.path.lastIndexOf('/') + 1) ?? '';
        const span = spanInScalar(scalar, start, start + name.length);
        // A file without an env file beside it counts on the shell.
        if (!last) ctx.report(span, 'none', { name }, { severity: 'info' });
        else ctx.report(span, empty ? 'empty' : 'unset', { name, file });
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          db:
            image: postgres:\${‹TAG›:?say which}
            environment:
              POSTGRES_PASSWORD: \${‹PASSWORD›:?}
              OTHER: \${A-\${‹B›?b}}
      `,
      { files: { '.env': 'PASSWORD=\nC=1\n' } },
    ),
    bad('services:\n  db:\n    image: postgres:${‹TAG›?}\n'),
    good(
      source`
        services:
          db:
            image: postgres:\${TAG:?say which}
            environment: { A: "\${EMPTY?}", B: "\${TAG:-\${C:?}}", C: "$\${D:?}" }
      `,
      { files: { '.env': 'TAG=18\nEMPTY=\n' } },
    ),
  ],
});

/** The variables without which Compose stops, by their places in the text. */
function demandsIn(
  text: string,
  lookup: Lookup,
  depth: number,
): readonly { readonly name: string; readonly start: number; readonly empty: boolean }[] {
  return variablesIn(text).variables.flatMap(({ name, nameStart, operator, operand, operandStart }) => {
    const value = lookup(name);
    const set = value !== undefined && !(operator?.startsWith(':') && value === '');
    if (operator?.endsWith('?')) return set ? [] : [{ name, start: nameStart, empty: value === '' }];
    if (!operator || depth > 20 || set !== operator.endsWith('+')) return [];
    return demandsIn(operand, lookup, depth + 1).map((one) => ({ ...one, start: one.start + operandStart }));
  });
}
