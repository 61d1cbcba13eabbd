import { insert, type TextEdit } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { isSecretName } from '../../../secrets/names.js';
import { isHarmless } from '../../../secrets/values.js';
import type { Dockerfile } from '../model/dockerfile.js';
import { pairRemoval } from '../model/removal.js';
import { scriptsOf } from '../model/script.js';
import { secretNameAliases } from '../model/secret-names.js';
import { expandAt } from '../model/variables.js';
import { dockerfileRule, type Rule } from '../rule.js';
import { plainValue } from '../syntax/expansion.js';
import { mountsOf } from '../syntax/mount.js';
import type { Instruction, InstructionOf, Pair } from '../syntax/tree.js';

export const rule: Rule = dockerfileRule('dockerfile/secret-in-arg-env', {
  summary: 'A secret is kept in ARG or ENV',
  why: `The values of ENV, and of ARGs that a build uses, are part of the image: \`docker history\` and \`docker inspect\` show
them to everyone who can pull it. Give a build its secrets with \`RUN --mount=type=secret\`, which leaves no trace, and a
program its secrets when it is started.

Names that only tell of a secret (\`…_FILE\`, \`…_URL\`, \`…_TYPE\`, \`PUBLIC_KEY\`), empty values, switches, paths and
fingerprints of signing keys are left alone.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['buildkit:SecretsUsedInArgOrEnv', 'hadolint:DL3064', 'trivy:DS-0031', 'dockle:CIS-DI-0010'],
  fix: 'unsafe',
  messages: {
    literal:
      'The value of "{name}" is written here and in the image for all to read. Take it out and change the secret.',
    env: 'The image keeps the value of "{name}" for all to read. Set it when the container is started.',
    arg: 'The image\'s history shows what is passed as "{name}". Pass it with "RUN --mount=type=secret" instead.',
  },
  fixes: {
    remove: 'Remove "{name}"',
    mount: 'Pass "{name}" with RUN --mount=type=secret',
  },
  on: {
    ARG(arg, ctx) {
      for (const pair of arg.pairs) {
        const name = pair.key.text;
        const value = pair.value && plainValue(pair.value.text);
        if (!isSecretName(name) || (pair.value && isHarmless(name, value))) continue;
        const mount = value ? undefined : mountInstead(ctx.document, ctx.text, arg, pair);
        ctx.report(
          pair.key,
          value ? 'literal' : 'arg',
          { name },
          {
            aliases: [...secretNameAliases(name), 'dockle:CIS-DI-0010'],
            tags: ['secret'],
            fix: mount && { title: 'mount', params: { name }, edits: mount },
          },
        );
      }
    },
    ENV(env, ctx) {
      for (const pair of env.pairs) {
        const name = pair.key.text;
        if (!isSecretName(name) || !pair.value) continue;
        const value = plainValue(pair.value.text);
        if (value === '' || isHarmless(name, value ?? expandAt(ctx.document, env, pair.value).value)) continue;
        const removal = pairRemoval(ctx.document, env, pair);
        ctx.report(
          pair.key,
          value === undefined ? 'env' : 'literal',
          { name },
          {
            aliases: [...secretNameAliases(name), 'dockle:CIS-DI-0010'],
            tags: ['secret'],
            fix: removal && { title: 'remove', params: { name }, edits: [removal] },
          },
        );
      }
    },
  },
  examples: [
    bad(
      source`
        FROM debian:12
        ENV LANG=C.UTF-8 ‹DB_PASSWORD›=hunter2
        ENV ‹githubToken›=x
        ENV ‹AWS_ACCESS_KEY_ID› AKIAEXAMPLE
      `,
      {
        fixed: source`
          FROM debian:12
          ENV LANG=C.UTF-8
        `,
      },
    ),
    bad(
      source`
        FROM node:24
        ARG ‹NPM_TOKEN›
        COPY . .
        RUN npm config set //registry.npmjs.org/:_authToken=$NPM_TOKEN && npm ci
      `,
      {
        fixed: source`
          FROM node:24
          COPY . .
          RUN --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN npm config set //registry.npmjs.org/:_authToken=$NPM_TOKEN && npm ci
        `,
      },
    ),
    bad(source`
      ARG ‹API_KEY›=abc
      FROM debian:12
      ARG ‹API_KEY›
      ENV ‹API_KEY›=$API_KEY
    `),
    bad(source`
      FROM node:24
      ARG ‹VITE_AWS_ACCESS_KEY_ID›=AKIAEXAMPLE
    `),
    good(source`
      FROM debian:12
      ENV PUBLIC_KEY=abc DB_PASSWORD_FILE=/run/secrets/db TOKEN_VERSION=2
      ENV AUTH_MODE=basic KEY_NAME=main SECRET_PROVIDER=vault TOKEN_TTL=30 PASSWORD_LENGTH=12 API_KEY_ENABLED=true
      ENV TOKENIZERS_PARALLELISM=false MONKEY=x KEYBOARD=us
    `),
    good(source`
      FROM debian:12
      ENV DB_PASSWORD="" ALLOW_EMPTY_PASSWORD=yes TLS_KEY=/etc/tls/key.pem AUTH=none
      ENV GPG_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D RELEASE_KEY=C5705533DA4F78D8664B5DC0575159689BEFB442
      ENV Filters__0__Key=ProcessId KEY=repodata/repomd.xml.key
    `),
  ],
});

/**
 * Edits that take an ARG without value out and give it to the RUNs that use it as a secret instead. Undefined where
 * something else uses it, which a mount cannot serve.
 */
function mountInstead(
  document: Dockerfile,
  text: string,
  arg: InstructionOf<'ARG'>,
  pair: Pair,
): readonly TextEdit[] | undefined {
  const stage = document.stageOf[arg.index];
  const removal = pairRemoval(document, arg, pair);
  const name = pair.key.text;
  if (!stage || !removal || arg.trigger || document.stages.some((other) => other.base.kind === 'stage'))
    return undefined;
  if (document.globals.some((global) => global.pairs.some(({ key }) => key.text === name))) return undefined;
  const edits: TextEdit[] = [];
  for (const instruction of stage.instructions) {
    if (instruction.index <= arg.index || !mentions(text, instruction, name)) continue;
    if (instruction.kind !== 'RUN' || instruction.json || scriptsOf(document, instruction).length === 0)
      return undefined;
    if (mountsOf(instruction).some(({ type }) => type === 'secret')) return undefined;
    edits.push(insert(instruction.keyword.end, ` --mount=type=secret,id=${name},env=${name}`));
  }
  return edits.length === 0 ? undefined : [removal, ...edits];
}

function mentions(text: string, instruction: Instruction, name: string): boolean {
  const written = text.slice(instruction.start, instruction.next);
  for (let at = written.indexOf(name); at !== -1; at = written.indexOf(name, at + 1)) {
    if (!/\w/.test(written[at - 1] ?? '') && !/\w/.test(written[at + name.length] ?? '')) return true;
  }
  return false;
}
