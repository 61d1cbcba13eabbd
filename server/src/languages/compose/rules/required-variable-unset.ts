import { insert, type TextEdit } from '../../../core/edit.js';
import type { FileView } from '../../../core/files.js';
import { bad, good, source } from '../../../core/rule.js';
import { lineEnding } from '../../../core/text.js';
import { type Lookup, variablesIn } from '../../../dotenv/interpolation.js';
import { readEnvFile } from '../../../dotenv/read.js';
import { spanInScalar } from '../../../yaml/values.js';
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
  fix: 'unsafe',
  reach: 'part',
  messages: {
    unset: 'Compose stops here unless the shell sets {name}, which no env file does. Add it to "{file}".',
    none: 'Compose stops here unless {name} is set. Set it in the shell or in a file ".env".',
    empty: 'Compose stops here, as {name} is empty in "{file}". Give it a value.',
  },
  fixes: { add: 'Add {name} to "{file}"' },
  on: {
    scalar({ scalar }, ctx) {
      const { text } = scalar;
      if (!text.includes('?')) return;
      const { environment, lookup } = projectOf(ctx.document, ctx.path, ctx.files);
      const last = environment.at(-1);
      for (const { name, start, empty, blank } of demandsIn(text, lookup, 0)) {
        const file = last?.path.slice(last.path.lastIndexOf('/') + 1) ?? '';
        const span = spanInScalar(scalar, start, start + name.length);
        // A file without an env file beside it counts on the shell.
        if (!last) ctx.report(span, 'none', { name }, { severity: 'info' });
        else {
          const edit = empty ? undefined : added(ctx.files, last.path, name, blank);
          const fix = edit && ({ title: 'add', params: { name, file }, edits: [edit] } as const);
          ctx.report(span, empty ? 'empty' : 'unset', { name, file }, { fix });
        }
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
    bad('services:\n  db:\n    image: postgres:${‹TAG›:?}\n', {
      files: { '.env': 'A=1\n', '.env.example': 'TAG=18\n' },
      // The edit is to the env file.
      fixed: 'services:\n  db:\n    image: postgres:${TAG:?}\n',
    }),
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

interface Demand {
  readonly name: string;
  readonly start: number;
  /** Whether it is set, but to nothing. */
  readonly empty: boolean;
  /** Whether an empty value will do. */
  readonly blank: boolean;
}

/** A line for a variable in an env file: with the value that a template has for it, or none where none is needed. */
function added(files: FileView, path: string, name: string, blank: boolean): TextEdit | undefined {
  const text = files.read(path);
  if (typeof text !== 'string') return undefined;
  const lines = ['.example', '.sample', '.template', '.dist'].flatMap((ending) => {
    const template = files.read(path + ending);
    const entry =
      typeof template === 'string' ? readEnvFile(template).entries.find(({ key }) => key === name) : undefined;
    const value = entry?.value ?? '';
    return value !== '' && /^[\w./:@%+,-]+$/.test(value) ? [`${name}=${value}`] : [];
  });
  const line = lines[0] ?? (blank ? `${name}=` : undefined);
  if (line === undefined) return undefined;
  const ending = lineEnding(text);
  return { ...insert(text.length, `${text === '' || text.endsWith('\n') ? '' : ending}${line}${ending}`), path };
}

/** The variables without which Compose stops, by their places in the text. */
function demandsIn(text: string, lookup: Lookup, depth: number): readonly Demand[] {
  return variablesIn(text).variables.flatMap(({ name, nameStart, operator, operand, operandStart }) => {
    const value = lookup(name);
    const set = value !== undefined && !(operator?.startsWith(':') && value === '');
    if (operator?.endsWith('?'))
      return set ? [] : [{ name, start: nameStart, empty: value === '', blank: operator === '?' }];
    if (!operator || depth > 20 || set !== operator.endsWith('+')) return [];
    return demandsIn(operand, lookup, depth + 1).map((one) => ({ ...one, start: one.start + operandStart }));
  });
}
