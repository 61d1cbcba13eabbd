import { insert, replace, type TextEdit } from '../../../core/edit.js';
import { join } from '../../../core/path.js';
import { bad, good, source } from '../../../core/rule.js';
import { lineEnding } from '../../../core/text.js';
import { type Lookup, type Variable, variablesIn } from '../../../dotenv/interpolation.js';
import type { YamlScalar } from '../../../yaml/tree.js';
import { spanInScalar } from '../../../yaml/values.js';
import { visitYaml } from '../../../yaml/walk.js';
import { filledDocuments } from '../document.js';
import { isShellVariable, knownVariables } from '../model/known-variables.js';
import type { Project } from '../model/project.js';
import { hashesIn, shellVariablesOf } from '../model/shell-variables.js';
import { composeRule, isHere, type Rule } from '../rule.js';

export const rule: Rule = composeRule('compose/undefined-variable', {
  summary: 'Variable that nothing sets',
  why: `Compose puts in an empty string for a variable without a value and without a default, and only warns. Looked
through are the env files of the project's folder and those above it, examples included. Set the variable in \`.env\`,
give it a default (\`\${NAME:-value}\`), or demand it (\`\${NAME:?}\`).`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  messages: {
    unset:
      'No env file sets "{name}", so Compose puts in an empty string unless the shell has it. Set it, or give it a default.',
  },
  fixes: {
    empty: 'Let {name} be empty by default',
    add: 'Add {name} to .env',
  },
  on: {
    project(project, ctx) {
      if (!ctx.text.includes('$')) return;
      const known = knownVariables(project, ctx.path, ctx.files);
      const uses = new Map<
        string,
        { readonly scalar: YamlScalar; readonly variable: Variable; readonly at: number }[]
      >();
      let escaped: ReadonlySet<string> | undefined;
      for (const { root } of filledDocuments(ctx.document)) {
        visitYaml(root, {
          scalar(scalar) {
            if (!scalar.text.includes('$')) return;
            const hashes = hashesIn(scalar.text);
            for (const { variable, at } of unset(scalar.text, 0, project.lookup, 0)) {
              const { name } = variable;
              if (known.has(name) || isShellVariable(name)) continue;
              escaped ??= escapable(project, ctx.path);
              if (escaped.has(`${scalar.start}:${at}`)) continue;
              if (hashes.some(({ start, end }) => start <= at && at < end)) continue;
              const list = uses.get(name) ?? [];
              list.push({ scalar, variable, at });
              uses.set(name, list);
            }
          },
        });
      }
      const path = join(project.directory, '.env');
      const env = ctx.files.read(path);
      for (const [name, places] of uses) {
        const [first] = places;
        if (!first) continue;
        const spans = places.map(({ scalar, variable, at }) =>
          spanInScalar(scalar, at, at + variable.end - variable.start),
        );
        const fixes: { title: 'empty' | 'add'; params: { name: string }; edits: TextEdit[] }[] = [
          { title: 'empty', params: { name }, edits: spans.map((span) => replace(span, `\${${name}:-}`)) },
        ];
        if (typeof env === 'string') {
          const lead = env === '' || env.endsWith('\n') ? '' : lineEnding(env);
          fixes.push({
            title: 'add',
            params: { name },
            edits: [{ ...insert(env.length, `${lead}${name}=${lineEnding(env)}`), path }],
          });
        }
        const [span] = spans;
        if (span) ctx.report(span, 'unset', { name }, { fixes });
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: "example/web:‹\${TAG}›"
            hostname: web-\${TAG}
            command: ["serve", "--level", ‹$LEVEL›]
            environment:
              MODE: \${MODE:-‹\${FALLBACK}›}
      `,
      {
        fixed: source`
          services:
            web:
              image: "example/web:\${TAG:-}"
              hostname: web-\${TAG:-}
              command: ["serve", "--level", \${LEVEL:-}]
              environment:
                MODE: \${MODE:-\${FALLBACK:-}}
        `,
      },
    ),
    good(
      source`
        services:
          web:
            image: example/web:\${TAG}
            user: "\${UID}:\${GID:-1000}"
            hostname: \${HOSTNAME}
            environment:
              MODE: \${MODE:-\${FALLBACK}}
              LEVEL: \${LEVEL-}
              EXTRA: \${EXTRA:+\${MORE}}
              KEY: \${KEY:?set a key}
              PRICE: 5$$EUR
              NAME: \${NAME}
          # $NOTHING
      `,
      { files: { '.env': 'TAG=1\nMODE=fast\n', '.env.example': 'TAG=1\nNAME=\n' } },
    ),
    good('services:\n  web:\n    image: a:1\n    environment: {A: b}\n    command: sh -c "echo $A"\n'),
  ],
});

interface Unset {
  readonly variable: Variable;
  /** Where it starts in the whole text. */
  readonly at: number;
}

/** The variables that Compose would look for in vain, also those in defaults and alternatives that it would use. */
function unset(text: string, by: number, lookup: Lookup, depth: number): readonly Unset[] {
  if (depth > 20) return [];
  return variablesIn(text).variables.flatMap((variable): readonly Unset[] => {
    const { name, operator, operand, operandStart, start } = variable;
    const value = lookup(name);
    const set = value !== undefined && !(operator?.startsWith(':') && value === '');
    if (operator === undefined) return value === undefined ? [{ variable, at: by + start }] : [];
    const used = operator.endsWith('+') ? set : operator.endsWith('-') && !set;
    return used ? unset(operand, by + operandStart, lookup, depth + 1) : [];
  });
}

/** Where variables stand that another rule tells to be the container's. */
function escapable(project: Project, path: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const service of project.services.values())
    for (const { text, variable } of shellVariablesOf(project, service))
      if (isHere({ path }, text)) found.add(`${text.node.start}:${text.at + variable.start}`);
  return found;
}
