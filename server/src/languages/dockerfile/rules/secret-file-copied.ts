import type { FileView } from '../../../core/files.js';
import { basename, join } from '../../../core/path.js';
import { bad, good, source } from '../../../core/rule.js';
import { credentialFileVariables, isSecretName } from '../../../secrets/names.js';
import { contextSources, findSource } from '../model/build-context.js';
import type { Dockerfile } from '../model/dockerfile.js';
import { workdirAt } from '../model/state.js';
import { expandAt } from '../model/variables.js';
import { dockerfileRule, type Rule } from '../rule.js';
import { expand } from '../syntax/expansion.js';
import type { InstructionOf } from '../syntax/tree.js';

export const rule: Rule = dockerfileRule('dockerfile/secret-file-copied', {
  summary: 'A file with secrets is copied into the image',
  why: `Whoever can pull the image can read every file that was ever in one of its layers, also one that a later step
deletes. Give secrets to a step with \`RUN --mount=type=secret\`, to a program when it is started, and list such files in
\`.dockerignore\`.

Known by name: \`.env\` files, private keys, \`.npmrc\` with a token, \`.aws/credentials\`, configurations of kubectl. Where the
file is at hand its content decides.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['trivy:DS-0031'],
  fix: 'none',
  reach: 'part',
  messages: {
    copied: 'Everyone with the image can read the secrets in "{file}". Use a secret mount, or provide it at run time.',
    pointed:
      '"{name}" points to "{file}", which is copied into the image with its credentials. Provide it at run time.',
  },
  on: {
    COPY(copy, ctx) {
      visit(copy, ctx.document, ctx.files, ctx.path, (at, file, aliases) =>
        ctx.report(at, 'copied', { file }, { aliases, tags: ['secret'] }),
      );
    },
    ADD(add, ctx) {
      visit(add, ctx.document, ctx.files, ctx.path, (at, file, aliases) =>
        ctx.report(at, 'copied', { file }, { aliases, tags: ['secret'] }),
      );
    },
    ENV(env, ctx) {
      const stage = ctx.document.stageOf[env.index];
      for (const pair of env.pairs) {
        const name = pair.key.text;
        if (!pair.value || !stage || !credentialFileVariables.has(name)) continue;
        const file = expandAt(ctx.document, env, pair.value).value;
        if (!file) continue;
        const target = absolute(file, workdirAt(ctx.document, env));
        const covered = stage.instructions.some((instruction) => {
          if ((instruction.kind !== 'COPY' && instruction.kind !== 'ADD') || !instruction.destination) return false;
          if (instruction.flags.some((flag) => flag.name.text === 'from')) return false;
          const destination = expandAt(ctx.document, instruction, instruction.destination).value;
          if (destination === undefined) return false;
          const into = absolute(destination, workdirAt(ctx.document, instruction));
          if (target === into) return true;
          if (into === '/' ? file.startsWith('/') : !target.startsWith(`${into}/`)) return false;
          return contextSources(instruction).some(({ text }) => mayHold(text, basename(target)));
        });
        if (covered) ctx.report(pair.value, 'pointed', { name, file }, { tags: ['secret'] });
      }
    },
  },
  examples: [
    bad(source`
      FROM debian:12
      COPY main.py ‹.env› ‹keys/id_rsa› /app/
      COPY ‹server-key.pem› /etc/tls/
      ADD ‹.aws/credentials› /home/app/.aws/credentials
      COPY [‹".kube/config"›, "/home/app/.kube/config"]
    `),
    bad(
      source`
        FROM node:24
        COPY package.json ‹.npmrc› ./
      `,
      { files: { '.npmrc': '//registry.npmjs.org/:_authToken=abc\n' } },
    ),
    bad(source`
      FROM debian:12
      WORKDIR /app
      COPY . .
      ENV GOOGLE_APPLICATION_CREDENTIALS=‹"./account.json"›
    `),
    bad(source`
      FROM debian:12
      COPY ‹config› $AWS_CONFIG_FILE
    `),
    good(source`
      FROM debian:12
      COPY .env.example id_rsa.pub certs/ca.pem /app/
      COPY .npmrc .
      ENV GOOGLE_APPLICATION_CREDENTIALS=/run/secrets/account.json
      COPY --from=build /src/.env /app/
    `),
    good(
      source`
        FROM node:24
        COPY .npmrc .env chain.pem ./
      `,
      {
        files: {
          '.npmrc': '//registry.npmjs.org/:_authToken=\u0024{NPM_TOKEN}\n',
          '.env': 'PORT=3000\nDB_PASSWORD=\n',
          'chain.pem': '-----BEGIN CERTIFICATE-----\n',
        },
      },
    ),
  ],
});

type Found = (at: { start: number; end: number }, file: string, aliases: readonly string[]) => void;

function visit(
  instruction: InstructionOf<'COPY'> | InstructionOf<'ADD'>,
  document: Dockerfile,
  files: FileView,
  path: string,
  found: Found,
): void {
  const variable = /^\$\{?(\w+)\}?$/.exec(instruction.destination?.text ?? '')?.[1];
  const named = variable !== undefined && credentialFileVariables.has(variable);
  const sources = contextSources(instruction);
  sources.forEach((word, index) => {
    const at = instruction.json ? { start: word.start - 1, end: word.end + 1 } : { start: word.start, end: word.end };
    const file = expandAt(document, instruction, word).value;
    if (named && index === 0) found(at, file ?? word.text, rule.peers);
    else if (file !== undefined && holdsSecrets(file, files, path)) found(at, file, []);
  });
}

/** Whether a file of the build context holds secrets: by its content where it can be read, else by its name. */
function holdsSecrets(file: string, files: FileView, path: string): boolean {
  const name = basename(file);
  const kind = secretKind(file, name);
  if (kind === undefined) return false;
  const at = findSource(files, path, file);
  if (at?.kind === 'directory') return false;
  const text = at ? files.read(at.path) : undefined;
  switch (kind) {
    case 'environment':
      return typeof text === 'string' ? text.split('\n').some(isSecretLine) : true;
    case 'npm':
      return typeof text === 'string' && /(?:_authToken|_password|_auth)\s*=\s*["']?[^\s"'$]/.test(text);
    case 'certificate':
      return typeof text === 'string'
        ? text.includes('PRIVATE KEY')
        : /(?:^|[^a-z])(?:priv|private|key)/i.test(name) && !/pub/i.test(name);
    case 'key':
      return typeof text === 'string' && text !== '' ? !/^(?:ssh-|ecdsa-)/.test(text) : true;
    default:
      return true;
  }
}

function secretKind(
  file: string,
  name: string,
): 'environment' | 'npm' | 'certificate' | 'key' | 'credentials' | undefined {
  if (/^\.env(?:\..+)?$/.test(name)) {
    return /\.(?:example|sample|template|tpl|dist|defaults?|schema|test|ci)(?:\.|$)/i.test(name)
      ? undefined
      : 'environment';
  }
  if (/^id_(?:rsa|dsa|ecdsa|ed25519)$/.test(name)) return 'key';
  if (/\.pem$/i.test(name)) return 'certificate';
  if (name === '.npmrc') return 'npm';
  if (/(?:^|\/)\.aws\/credentials$/.test(file) || /(?:^|\/)\.kube\/config$/.test(file) || name === 'kubeconfig') {
    return 'credentials';
  }
  return undefined;
}

function isSecretLine(line: string): boolean {
  const match = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(\S.*)?$/.exec(line);
  if (!match?.[1] || !isSecretName(match[1])) return false;
  const { value } = expand((match[2] ?? '').trim(), '\\');
  return value === undefined || (value !== '' && !/^(?:true|false|\d{1,3})$/i.test(value));
}

/** Whether a source is that file, or by its looks a directory that may have it. */
function mayHold(source: string, file: string): boolean {
  const name = basename(source.replace(/\/+$/, ''));
  return name === file || name === '' || name === '.' || name === '*' || !name.includes('.');
}

/** A path as the container sees it; one whose working directory is not known counts from the root. */
function absolute(path: string, workdir: string | undefined): string {
  return path.startsWith('/') ? join('/', path) : join(workdir ?? '/', path);
}
