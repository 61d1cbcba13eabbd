import type { TextEdit } from '../../../core/edit.js';
import { replace } from '../../../core/edit.js';
import type { FileView } from '../../../core/files.js';
import { resolvePath } from '../../../core/path.js';
import { bad, good, source } from '../../../core/rule.js';
import { columnOf, lineEnding } from '../../../core/text.js';
import { addEntry, written as writtenAs } from '../../../yaml/edits.js';
import { directoryOf, envFilePaths } from '../model/names.js';
import { memberAt, textOf, type Value, valueAt } from '../model/value.js';
import { composeRule, isHere, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/file-missing', {
  summary: 'File that a Compose file needs does not exist',
  why: `A missing \`env_file\`, \`label_file\` or \`include\` makes Compose refuse the project; without the file of a secret or
config its container does not start. A file that is made later, such as one that is not committed, is not a mistake: say
\`required: false\` of an env file that may be missing.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['compose-go:env-file'],
  fix: 'unsafe',
  messages: {
    env: 'The env file "{file}" does not exist. Create it, or say "required: false".',
    template: 'The env file "{file}" does not exist. Make it from "{template}".',
    file: 'The file "{file}" does not exist. Create it, or correct its path.',
  },
  fixes: { optional: 'Say that it may be missing' },
  on: {
    project(project, ctx) {
      for (const problem of project.problems)
        if (problem.kind === 'include-missing')
          reportAt(ctx, problem.through, 'file', { file: problem.subject }, { aliases: [] });
    },
    service({ service, project }, ctx) {
      for (const key of ['env_file', 'label_file']) {
        const attribute = valueAt(service.value, key);
        for (const { path, value, required } of envFilePaths(project, attribute)) {
          const file = textOf(value) ?? '';
          if (!required || !isMissing(ctx.files, path) || file.startsWith('~')) continue;
          const template = key === 'env_file' ? templateOf(ctx.files, path) : undefined;
          const aliases = key === 'env_file' ? ['compose-go:env-file'] : [];
          if (template) {
            const name = template.slice(template.lastIndexOf('/') + 1);
            reportAt(ctx, value, 'template', { file, template: name }, { severity: 'info', aliases });
            continue;
          }
          const edit = key === 'env_file' && isHere(ctx, value) ? optional(ctx.text, attribute, value) : undefined;
          const fix = edit && ({ title: 'optional', edits: [edit] } as const);
          reportAt(ctx, value, key === 'env_file' ? 'env' : 'file', { file }, { fix, aliases });
        }
      }
    },
    resource({ kind, member, project }, ctx) {
      const file = kind === 'configs' || kind === 'secrets' ? memberAt(member.value, 'file')?.value : undefined;
      const text = textOf(file);
      if (!file || !text || text.startsWith('~')) return;
      if (!isMissing(ctx.files, resolvePath(directoryOf(project, file.file), text))) return;
      // Files of secrets are rarely committed.
      reportAt(ctx, file, 'file', { file: text }, { aliases: [], ...(kind === 'secrets' && { severity: 'info' }) });
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: nginx:1.29
            env_file: ‹web.env›
          api:
            image: example/api:1
            env_file:
              - ‹api.env›
              - path: ‹more.env›
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29
              env_file:
                - path: web.env
                  required: false
            api:
              image: example/api:1
              env_file:
                - path: api.env
                  required: false
                - path: more.env
                  required: false
        `,
      },
    ),
    bad(
      source`
        include: [‹other.yaml›]
        services:
          web:
            image: nginx:1.29
            env_file: ‹.env›
            label_file: ‹labels›
        secrets:
          token: { file: ‹./token.txt› }
      `,
      { files: { '.env.example': 'A=1\n' } },
    ),
    bad(
      'services:\r\n  a:\r\n    image: a:1\r\n    env_file: ‹a.env› # kept\r\n  b: { image: "b:1", env_file: [‹"b.env"›] }\r\n',
      {
        fixed:
          'services:\r\n  a:\r\n    image: a:1\r\n    env_file:\r\n      - path: a.env\r\n        required: false # kept\r\n  b: { image: "b:1", env_file: [{ path: "b.env", required: false }] }\r\n',
      },
    ),
    good(
      source`
        services:
          web:
            image: nginx:1.29
            env_file:
              - web.env
              - { path: more.env, required: false }
              - \${WHICH}.env
        secrets:
          token: { environment: TOKEN }
      `,
      { files: { 'web.env': '' } },
    ),
  ],
});

function isMissing(files: FileView, path: string): boolean {
  return files.kind(path) === 'missing';
}

function templateOf(files: FileView, path: string): string | undefined {
  const names = ['.example', '.sample', '.template', '.dist'].map((ending) => path + ending);
  return names.find((name) => files.kind(name) === 'file');
}

/** Lets an env file be missing: of a path alone, makes a table with it. */
function optional(text: string, attribute: Value | undefined, value: Value): TextEdit | undefined {
  if (value.kind !== 'text' || !attribute) return undefined;
  const scalar = text.slice(value.span.start, value.span.end);
  if (attribute.kind === 'text') {
    const lineStart = text.lastIndexOf('\n', value.span.start) + 1;
    const line = text.slice(lineStart, value.span.start);
    const indent = /^ */.exec(line)?.[0] ?? '';
    if (!/^ *(?:env_file|"env_file"|'env_file'):[ \t]+$/.test(line)) return undefined;
    const ending = lineEnding(text);
    const start = lineStart + line.trimEnd().length;
    const lines = [`${indent}  - path: ${scalar}`, `${indent}    required: false`];
    return replace({ start, end: value.span.end }, lines.map((one) => ending + one).join(''));
  }
  if (attribute.kind !== 'list' || attribute.node.kind !== 'seq') return undefined;
  const { node } = attribute;
  const item = node.items.find((one) => one.value && one.value.start <= value.span.start && value.span.end <= one.end);
  if (!item?.value) return undefined;
  if (item.value.kind === 'map') return addEntry(text, item.value, ['required: false']);
  if (item.value.kind !== 'scalar') return undefined;
  if (node.flow)
    return replace(item.value, `{ path: ${writtenAs(item.value.text, item.value.style, true)}, required: false }`);
  const indent = ' '.repeat(columnOf(text, item.value.start));
  return replace(item.value, `path: ${scalar}${lineEnding(text)}${indent}required: false`);
}
