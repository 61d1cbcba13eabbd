import { isGitIgnored } from '../../../context/git-ignore.js';
import { basename, join } from '../../../core/path.js';
import { bad, good, source } from '../../../core/rule.js';
import type { Span } from '../../../core/text.js';
import { variablesIn } from '../../../dotenv/interpolation.js';
import { readEnvFile } from '../../../dotenv/read.js';
import { isSecretName } from '../../../secrets/names.js';
import { isHarmless } from '../../../secrets/values.js';
import { spanInScalar } from '../../../yaml/values.js';
import { visitYaml } from '../../../yaml/walk.js';
import { filledDocuments } from '../document.js';
import { isShellVariable } from '../model/known-variables.js';
import { composeRule, type Rule } from '../rule.js';

const examples = /^(?:\.env[.-]|env[.-])(?:example|sample|dist|template)$/;

export const rule: Rule = composeRule('compose/env-drift', {
  summary: 'Env file and its example that say different things',
  why: `\`.env\` is made from \`.env.example\` on each machine. A variable that only one of the two has is missing for
others, or here, until something fails. And an env file with secrets belongs into \`.gitignore\`.`,
  category: 'maintainability',
  severity: 'info',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  messages: {
    example: '"{name}" is set in .env but not in {file}, so whoever starts from that lacks it. Add it there.',
    own: '"{name}" is in {file} but not in .env, so it is empty here. Add it to .env.',
    committed: '.env holds the secret "{name}" and git does not ignore it. Add .env to .gitignore.',
  },
  on: {
    project(project, ctx) {
      const path = join(project.directory, '.env');
      const env = ctx.files.read(path);
      if (typeof env !== 'string') return;
      const own = new Map(readEnvFile(env).entries.map(({ key, value }) => [key, value]));
      const found = (ctx.files.list(project.directory) ?? []).find(
        ({ name, kind }) => kind === 'file' && examples.test(name),
      );
      const exampleText = found && ctx.files.read(join(project.directory, found.name));
      const example =
        typeof exampleText === 'string' ? new Set(readEnvFile(exampleText).entries.map(({ key }) => key)) : undefined;
      const file = found ? basename(found.name) : '';
      const uses = new Map<string, { readonly span: Span; readonly required: boolean }>();
      for (const { root } of filledDocuments(ctx.document)) {
        visitYaml(root, {
          scalar(scalar) {
            if (!scalar.text.includes('$')) return;
            for (const { name, nameStart, operator } of variablesIn(scalar.text).variables) {
              const required = operator === undefined || operator.endsWith('?');
              const before = uses.get(name);
              if (!before || (required && !before.required))
                uses.set(name, { span: spanInScalar(scalar, nameStart, nameStart + name.length), required });
            }
          },
        });
      }
      const secret = [...uses].find(([name]) => isSecretName(name) && isValue(name, own.get(name)));
      if (secret && isGitIgnored(ctx.files, path) === false)
        ctx.report(secret[1].span, 'committed', { name: secret[0] }, { severity: 'warning', tags: ['secret'] });
      if (!example) return;
      for (const [name, { span, required }] of uses) {
        if (!required || isShellVariable(name)) continue;
        if (own.has(name) && !example.has(name)) ctx.report(span, 'example', { name, file });
        else if (!own.has(name) && example.has(name)) ctx.report(span, 'own', { name, file });
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: example/web:\${‹TAG›}
            environment:
              MODE: \${‹MODE›:?}
              LEVEL: \${LEVEL:-1}
              BOTH: \${BOTH}
      `,
      { files: { '.env': 'TAG=1\nLEVEL=2\nBOTH=3\n', '.env.example': 'MODE=fast\nBOTH=\n' } },
    ),
    bad('services:\n  web:\n    image: a:1\n    environment:\n      DB_PASSWORD: ${‹DB_PASSWORD›}\n', {
      files: {
        '.env': 'DB_PASSWORD=correct-horse\n',
        '.gitignore': 'node_modules\n',
        '.git/HEAD': 'ref: refs/heads/main\n',
      },
    }),
    good('services:\n  web:\n    image: a:1\n    environment:\n      DB_PASSWORD: ${DB_PASSWORD}\n', {
      files: { '.env': 'DB_PASSWORD=correct-horse\n', '.gitignore': '.env*\n!.env.example\n', '.git/HEAD': '' },
    }),
    good('services:\n  web:\n    image: a:1\n    environment:\n      DB_PASSWORD: ${DB_PASSWORD}\n', {
      files: { '.env': 'DB_PASSWORD=\n', '.gitignore': '', '.git/HEAD': '' },
    }),
    good('services:\n  web:\n    image: a:${TAG}\n', { files: { '.env.example': 'TAG=1\n' } }),
    good('services:\n  web:\n    image: a:${TAG}\n', { files: { '.env': 'TAG=1\n' } }),
  ],
});

function isValue(name: string, value: string | undefined): boolean {
  return value !== undefined && value !== '' && !isHarmless(name, value);
}
