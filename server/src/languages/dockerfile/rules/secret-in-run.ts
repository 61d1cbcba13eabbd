import { bad, good, source } from '../../../core/rule.js';
import { commandOptions } from '../../../shell/options.js';
import type { ShellCommand, ShellWord } from '../../../shell/read.js';
import { dockerfileRule, type Rule } from '../rule.js';
import { mountsOf } from '../syntax/mount.js';

export const rule: Rule = dockerfileRule('dockerfile/secret-in-run', {
  summary: 'A secret is given to a command of RUN',
  why: `The command line of RUN is kept in the image's history, and what the command stores is kept in its layer: everyone who
can pull the image can read both. Mount the secret for that step alone: \`RUN --mount=type=secret,id=…\`.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['trivy:DS-0031'],
  fix: 'none',
  reach: 'part',
  messages: {
    stored: '"{command}" leaves its credentials in the image. Use them within one step, from a secret mount.',
    url: 'The address of "{host}" holds a password that everyone with the image can read. Use a secret mount.',
  },
  on: {
    command(use, ctx) {
      const { command } = use;
      const mounted = mountsOf(use.instruction).some(({ type }) => type === 'secret');
      const found = credentialsIn(command);
      if (found && (!mounted || found.value?.value !== undefined)) {
        const at = { pos: command.nameWord.pos, end: found.last.end };
        ctx.report(
          use.span(at),
          'stored',
          { command: found.command },
          { aliases: found.peer && !mounted ? rule.peers : [], tags: ['secret'] },
        );
      }
      for (const word of command.args) {
        const match = urlPassword.exec(word.text);
        const host = match?.groups?.host ?? '';
        if (!match || /^(?:localhost|127\.|\[::1\]|0\.0\.0\.0|(?:[\w.-]*\.)?example\.(?:com|org|net))/.test(host))
          continue;
        ctx.report(use.span(word), 'url', { host }, { aliases: [], tags: ['secret'] });
      }
    },
  },
  examples: [
    bad(source`
      FROM debian:12
      RUN ‹aws configure set aws_secret_access_key› abc
      RUN ‹az login --service-principal -u app -p› "$SECRET"
      RUN true && ‹docker login -u me -p› abc registry.example.com
      RUN ‹npm config set //registry.npmjs.org/:_authToken=$TOKEN›
      RUN ‹gcloud auth activate-service-account› --key-file=key.json
      RUN ‹doctl auth init -t› abc
      RUN git clone ‹https://me:hunter2@git.example.de/app.git›
    `),
    bad(source`
      FROM debian:12
      RUN --mount=type=secret,id=a ‹aws configure set aws_access_key_id› abc
    `),
    good(source`
      FROM debian:12
      RUN aws configure set region eu-central-1
      RUN --mount=type=secret,id=token npm config set //registry.npmjs.org/:_authToken="$(cat /run/secrets/token)"
      RUN docker login -u me --password-stdin registry.example.com
      RUN DATABASE_URL=postgres://app:app@localhost/app ./manage.py collectstatic
      RUN git clone https://git.example.de/app.git && curl http://me:me@localhost:8080/ && az login --identity
      RUN git clone https://$USER:$TOKEN@git.example.de/app.git
    `),
  ],
});

const urlPassword = /^["']?(?:https?|ftp|git|git\+https):\/\/[^\s/:@$"']*:[^\s/:@$"'{}<>*]+@(?<host>[^\s/"']+)/;

interface Credentials {
  /** The words that tell what it is. */
  readonly command: string;
  /** The word that gives the secret, or makes the command take one. */
  readonly last: ShellWord;
  readonly value: ShellWord | undefined;
  /** Whether a peer knows the command, too. */
  readonly peer: boolean;
}

function credentialsIn(command: ShellCommand): Credentials | undefined {
  const { args, name } = command;
  const values = args.map((word) => word.value);
  const [first = '', second = ''] = values.filter((value) => value !== undefined && !value.startsWith('-'));
  switch (name) {
    case 'aws': {
      const at = values.findIndex((value) =>
        /^aws_(?:access_key_id|secret_access_key|session_token)$/.test(value ?? ''),
      );
      const key = args[at];
      if (first !== 'configure' || second !== 'set' || !key) return undefined;
      return { command: `aws configure set ${key.value}`, last: key, value: args[at + 1], peer: true };
    }
    case 'gcloud': {
      const last = args[values.indexOf('activate-service-account')];
      if (first !== 'auth' || !last) return undefined;
      return { command: 'gcloud auth activate-service-account', last, value: undefined, peer: true };
    }
    case 'az':
      return first === 'login' ? byOption(command, 'az login', ['p', 'password', 'federated-token'], true) : undefined;
    case 'doctl':
      if (first !== 'auth' || second !== 'init') return undefined;
      return byOption(command, 'doctl auth init', ['t', 'access-token'], true);
    case 'docker':
    case 'podman':
    case 'buildah':
    case 'skopeo':
    case 'helm':
      if (first !== 'login' && !(name === 'helm' && first === 'registry')) return undefined;
      return byOption(command, `${name} login`, ['p', 'password'], false);
    case 'npm':
    case 'pnpm':
    case 'yarn': {
      const last = args.find((word) => /(?:_authToken|_password|:_auth\b|npmAuthToken)/.test(word.text));
      if (!last || !(first === 'config' || first === 'set')) return undefined;
      const equals = last.text.includes('=');
      const value = equals ? last : args[args.indexOf(last) + 1];
      return { command: `${name} config set`, last, value, peer: false };
    }
    default:
      return undefined;
  }
}

function byOption(
  command: ShellCommand,
  name: string,
  options: readonly string[],
  peer: boolean,
): Credentials | undefined {
  const found = commandOptions(command, new Set(options)).options.find((option) => options.includes(option.name));
  return found && { command: name, last: found.word, value: found.valueWord, peer };
}
