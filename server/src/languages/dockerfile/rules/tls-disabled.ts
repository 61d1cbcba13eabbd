import { replace, type TextEdit } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { commandOptions } from '../../../shell/options.js';
import type { ShellWord } from '../../../shell/read.js';
import { assignmentRemoval, pairRemoval, wordRemoval } from '../model/removal.js';
import type { CommandUse } from '../model/script.js';
import { dockerfileRule, type Rule } from '../rule.js';
import { plainValue } from '../syntax/expansion.js';
import type { InstructionOf, Pair } from '../syntax/tree.js';

export const rule: Rule = dockerfileRule('dockerfile/tls-disabled', {
  summary: 'The check of TLS certificates is switched off',
  why: `Without that check anyone between the builder and the server can hand out their own files, which then run in the
build and in the image. Where a company's own authority signs certificates, add it to the image (\`ca-certificates\`,
\`NODE_EXTRA_CA_CERTS\`, \`PIP_CERT\`) and leave the check on.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [
    'checkov:CKV2_DOCKER_2',
    'checkov:CKV2_DOCKER_3',
    'checkov:CKV2_DOCKER_4',
    'checkov:CKV2_DOCKER_5',
    'checkov:CKV2_DOCKER_6',
    'checkov:CKV2_DOCKER_12',
    'checkov:CKV2_DOCKER_13',
    'checkov:CKV2_DOCKER_14',
    'checkov:CKV2_DOCKER_15',
    'checkov:CKV2_DOCKER_16',
  ],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    option: '"{option}" makes {program} accept any certificate. Remove it, and add the missing authority to the image.',
    variable: '"{name}" makes programs accept any certificate. Remove it, and add the missing authority to the image.',
  },
  fixes: { remove: 'Remove "{option}"', enable: 'Leave the check on' },
  on: {
    command(use, ctx) {
      for (const { word, aliases, edit, title } of optionsIn(ctx.text, use)) {
        ctx.report(
          use.span(word),
          'option',
          { option: word.value ?? word.text, program: use.command.name ?? '' },
          { aliases, fix: edit && { title, params: { option: word.value ?? word.text }, edits: [edit] } },
        );
      }
      for (const assignment of use.command.assignments) {
        const [name = '', value] = splitAssignment(assignment.text);
        const aliases = variableAliases(name, value);
        if (!aliases) continue;
        const fix = {
          title: 'remove',
          params: { option: name },
          edits: [assignmentRemoval(ctx.text, use, assignment)],
        } as const;
        ctx.report(use.span(assignment), 'variable', { name }, { aliases, fix });
      }
      if (use.command.name !== 'export') return;
      for (const word of use.command.args) {
        const [name = '', value] = splitAssignment(word.value ?? '');
        const aliases = variableAliases(name, value);
        if (aliases) ctx.report(use.span(word), 'variable', { name }, { aliases });
      }
    },
    script(script, ctx) {
      for (const assignment of script.reading?.assignments ?? []) {
        const [name = '', value] = splitAssignment(assignment.text);
        const aliases = variableAliases(name, value);
        if (aliases) ctx.report(script.span(assignment), 'variable', { name }, { aliases });
      }
    },
    ENV(env, ctx) {
      pairsIn(env, (pair, name, aliases) => {
        const removal = pairRemoval(ctx.document, env, pair);
        const fix = removal && ({ title: 'remove', params: { option: name }, edits: [removal] } as const);
        ctx.report(pair, 'variable', { name }, { aliases, fix });
      });
    },
    ARG(arg, ctx) {
      pairsIn(arg, (pair, name, aliases) => {
        const removal = pairRemoval(ctx.document, arg, pair);
        const fix = removal && ({ title: 'remove', params: { option: name }, edits: [removal] } as const);
        ctx.report(pair, 'variable', { name }, { aliases, fix });
      });
    },
  },
  examples: [
    bad(
      source`
        FROM debian:12
        ENV LANG=C ‹NODE_TLS_REJECT_UNAUTHORIZED=0›
        RUN curl ‹-fkL› https://example.com && wget \
            ‹--no-check-certificate› \
            https://example.com
        RUN ‹PYTHONHTTPSVERIFY=0› python fetch.py
        RUN npm config set strict-ssl ‹false›
        RUN pip install ‹--trusted-host› pypi.org app
      `,
      {
        fixed: source`
          FROM debian:12
          ENV LANG=C
          RUN curl -fL https://example.com && wget \
              https://example.com
          RUN python fetch.py
          RUN npm config set strict-ssl true
          RUN pip install app
        `,
      },
    ),
    bad(source`
      FROM fedora:42
      ARG ‹GIT_SSL_NO_VERIFY=1›
      RUN curl ‹--insecure› https://example.com; export ‹npm_config_strict_ssl=false›
      RUN git -c ‹http.sslVerify=false› clone https://example.com/a.git
      RUN dnf config-manager --save ‹--setopt=sslverify=0›
      RUN yarn config set ‹strict-ssl=false›
      ENV ‹PIP_TRUSTED_HOST pypi.org›
      RUN python -m pip install ‹--trusted-host=pypi.org› app
    `),
    good(source`
      FROM debian:12
      ENV PYTHONHTTPSVERIFY=1 NODE_TLS_REJECT_UNAUTHORIZED=1
      RUN curl -o k https://example.com | grep -k x; curl -H k --key k.pem -fsSL https://example.com
      RUN npm config set strict-ssl true && pip install app
      RUN XPYTHONHTTPSVERIFY=0 python fetch.py && echo --no-check-certificate
    `),
  ],
});

interface FoundOption {
  readonly word: ShellWord;
  readonly aliases: readonly string[];
  readonly edit: TextEdit | undefined;
  readonly title: 'remove' | 'enable';
}

const curlValued: ReadonlySet<string> = new Set([
  ...[...'AbcCdDeEFhHKmoPQrtTuUwxXyYz'],
  ...[
    'output',
    'header',
    'data',
    'user',
    'user-agent',
    'proxy',
    'request',
    'cacert',
    'cert',
    'key',
    'max-time',
    'form',
  ],
  ...['retry', 'connect-timeout', 'url', 'write-out', 'referer', 'cookie', 'upload-file', 'data-raw', 'data-binary'],
]);

function optionsIn(text: string, use: CommandUse): readonly FoundOption[] {
  const { command } = use;
  const { args } = command;
  const removed = (word: ShellWord): TextEdit => wordRemoval(text, use, word);
  const withText = (wanted: string) => args.filter((word) => word.value === wanted);
  const is = (name: string, ...aliases: string[]): FoundOption[] =>
    withText(name).map((word) => ({ word, aliases, edit: removed(word), title: 'remove' }));
  switch (command.name) {
    case 'curl':
      return commandOptions(command, curlValued)
        .options.filter(({ name }) => name === 'k' || name === 'insecure')
        .map(({ word }) => ({
          word,
          aliases: ['checkov:CKV2_DOCKER_2'],
          edit: /^-[A-Za-z]{2,}$/.test(word.text) ? replace(use.span(word), word.text.replace('k', '')) : removed(word),
          title: 'remove',
        }));
    case 'wget':
      return is('--no-check-certificate', 'checkov:CKV2_DOCKER_3');
    case 'git':
      return args
        .filter((word) => /^http(?:\..*)?\.sslverify=(?:false|0|no|off)$/i.test(word.value ?? ''))
        .concat(args.filter((word, i) => isOff(word) && /^http(?:\..*)?\.sslverify$/i.test(args[i - 1]?.value ?? '')))
        .map((word) => ({ word, aliases: [], edit: undefined, title: 'remove' }));
    case 'npm':
    case 'yarn':
    case 'pnpm':
      return strictSsl(use);
    case 'yum':
    case 'dnf':
      return args
        .filter((word) => /^--setopt=(?:.*\.)?sslverify=(?:0|false|no|off)$/i.test(word.value ?? ''))
        .map((word) => ({ word, aliases: ['checkov:CKV2_DOCKER_15'], edit: undefined, title: 'remove' }));
    default:
      return isPip(use) ? trustedHosts(text, use) : [];
  }
}

function isPip({ command }: CommandUse): boolean {
  if (/^pip[\d.]*$/.test(command.name ?? '')) return true;
  if (!/^python[\d.]*$/.test(command.name ?? '')) return false;
  return command.args[0]?.value === '-m' && /^pip[\d.]*$/.test(command.args[1]?.value ?? '');
}

function trustedHosts(text: string, use: CommandUse): readonly FoundOption[] {
  const { args } = use.command;
  return args.flatMap((word, i): FoundOption[] => {
    const written = word.value ?? word.text;
    if (written !== '--trusted-host' && !written.startsWith('--trusted-host=')) return [];
    const edit = wordRemoval(text, use, word);
    const value = written.includes('=') ? undefined : args[i + 1];
    const whole = value ? { ...edit, span: { start: edit.span.start, end: use.span(value).end } } : edit;
    return [{ word, aliases: ['checkov:CKV2_DOCKER_4'], edit: whole, title: 'remove' }];
  });
}

function isOff(word: ShellWord | undefined): boolean {
  return /^(?:false|0|no|off)$/i.test(word?.value ?? '');
}

/** `npm config set strict-ssl false`, `npm set strict-ssl=false`, and the same of yarn. */
function strictSsl(use: CommandUse): readonly FoundOption[] {
  const { args } = use.command;
  if (!args.some((word) => word.value === 'set')) return [];
  return args.flatMap((word, i): FoundOption[] => {
    const off = word.value === 'strict-ssl' && isOff(args[i + 1]) ? args[i + 1] : undefined;
    const found = off ?? (/^strict-ssl=(?:false|0|no|off)$/i.test(word.value ?? '') ? word : undefined);
    if (!found) return [];
    const edit = replace(use.span(found), found === off ? 'true' : 'strict-ssl=true');
    return [{ word: found, aliases: ['checkov:CKV2_DOCKER_13'], edit, title: 'enable' }];
  });
}

function splitAssignment(text: string): readonly [string, string | undefined] {
  const equals = text.indexOf('=');
  if (equals === -1) return ['', undefined];
  return [text.slice(0, equals), plainValue(text.slice(equals + 1))];
}

/** The peers that know the variable, where its value switches the check off; undefined where it does not. */
function variableAliases(name: string, value: string | undefined): readonly string[] | undefined {
  switch (name) {
    case 'PYTHONHTTPSVERIFY':
      return value === '0' ? ['checkov:CKV2_DOCKER_5'] : undefined;
    case 'NODE_TLS_REJECT_UNAUTHORIZED':
      return value === '0' ? ['checkov:CKV2_DOCKER_6'] : undefined;
    // git and pip look whether these are set, not to what.
    case 'GIT_SSL_NO_VERIFY':
      return ['checkov:CKV2_DOCKER_14'];
    case 'PIP_TRUSTED_HOST':
      return value === '' ? undefined : ['checkov:CKV2_DOCKER_16'];
    default:
      return /^npm_config_strict_ssl$/i.test(name) && value === 'false' ? ['checkov:CKV2_DOCKER_12'] : undefined;
  }
}

function pairsIn(
  instruction: InstructionOf<'ENV'> | InstructionOf<'ARG'>,
  found: (pair: Pair, name: string, aliases: readonly string[]) => void,
): void {
  for (const pair of instruction.pairs) {
    const name = pair.key.text;
    const aliases = pair.value ? variableAliases(name, plainValue(pair.value.text)) : undefined;
    if (aliases) found(pair, name, aliases);
  }
}
