import { bad, good, source } from '../../../core/rule.js';
import { urlCredentialsIn } from '../../../secrets/values.js';
import { wordsOf } from '../model/commands.js';
import { imageOf } from '../model/containers.js';
import { isProduction } from '../model/file-names.js';
import { keyed } from '../model/merge.js';
import type { Service } from '../model/project.js';
import { secretFixes } from '../model/secret-edits.js';
import { type LiteralSecret, literalSecret } from '../model/secrets.js';
import { itemsOf, type Member, placeWithin, type Text, textOf, valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/secret-literal', {
  summary: 'A secret is written in the file',
  why: `A Compose file is committed and shared, and a secret in it stays in the history for good. Keep the value in \`.env\`, which
is not committed, and write \`\${NAME}\` here; or make it a secret of the project and give the container its file
(\`NAME_FILE\`).

Looked at are environment, labels, commands and the content of configs: keys that name a secret, passwords in addresses,
and what has the format of a token, which is an error. Passwords that everyone knows and those that ask to be replaced
are a note, except in files for production. Names that only tell of a secret (\`…_FILE\`, \`…_URL\`), empty values,
switches and paths are left alone.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    value: 'The value of "{name}" is written here for all to read. Keep it in .env, and change the secret.',
    weak: 'The value of "{name}" is written here, and easy to guess. Keep a better one in .env.',
    url: 'The address in "{name}" holds a password for all to read. Keep it in .env, and change the password.',
    token: 'This is a {format}, for all to read. Take it out and revoke it.',
  },
  fixes: { env: 'Move the value to .env', secret: 'Make it a secret and give "{name}" its file' },
  on: {
    service({ service, project }, ctx) {
      for (const section of ['environment', 'labels']) {
        const table = keyed(valueAt(service.value, section));
        const members = [...(table?.members.values() ?? [])];
        const values = valuesBeside(service, members);
        for (const member of members) {
          if (member.value?.kind !== 'text') continue;
          const found = literalSecret(member.key, member.value, values);
          if (!found) continue;
          const fixes = section === 'environment' ? secretFixes(ctx, project, service, member) : [];
          reportAt(ctx, member.place, messageOf(found), paramsOf(found, member.key), {
            ...severityOf(found, ctx),
            fixes,
            tags: ['secret'],
          });
        }
      }
      for (const key of ['command', 'entrypoint']) {
        for (const { name, text, start, end } of argumentsIn(valueAt(service.value, key))) {
          const part = { ...text, raw: text.raw.slice(start, end), text: text.raw.slice(start, end) };
          const found = literalSecret(name, part, new Set());
          if (!found) continue;
          const details = { ...severityOf(found, ctx), tags: ['secret'] as const };
          reportAt(ctx, placeWithin(text, start, end), messageOf(found), paramsOf(found, name), details);
        }
      }
    },
    resource({ kind, member }, ctx) {
      const content = kind === 'configs' ? valueAt(member.value, 'content') : undefined;
      if (content?.kind !== 'text') return;
      for (const { name, text, start, end } of settingsIn(content)) {
        const part = { ...text, raw: text.raw.slice(start, end), text: text.raw.slice(start, end) };
        const found = literalSecret(name, part, new Set());
        if (!found) continue;
        const details = { ...severityOf(found, ctx), tags: ['secret'] as const };
        reportAt(ctx, placeWithin(text, start, end), messageOf(found), paramsOf(found, name), details);
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          db:
            image: postgres:18
            environment:
              POSTGRES_USER: app
              ‹POSTGRES_PASSWORD›: x7Gh2kq9
          api:
            image: example/api:1
            environment:
              - "‹API_TOKEN›=q8w7e6r5"
              - ‹DATABASE_URL›=postgres://app:x7Gh2kq9@db/app
              - ‹AWS_ID›=AKIAQ3EGRIDLXPLQ7RWA
      `,
      {
        files: { '.env': 'TAG=1\n' },
        fixed: source`
          services:
            db:
              image: postgres:18
              environment:
                POSTGRES_USER: app
                POSTGRES_PASSWORD: \${POSTGRES_PASSWORD}
            api:
              image: example/api:1
              environment:
                - "API_TOKEN=\${API_TOKEN}"
                - DATABASE_URL=\${DATABASE_URL}
                - AWS_ID=\${AWS_ID}
        `,
      },
    ),
    bad(source`
      services:
        cache:
          image: redis:8
          command: redis-server --requirepass ‹x7Gh2kq9› --appendonly yes
        web:
          image: example/web:1
          command: ["serve", "--db-password=‹x7Gh2kq9›", "--token", "‹q8w7e6r5›"]
          labels:
            ‹com.example.api-key›: x7Gh2kq9x7Gh2kq9
      configs:
        app:
          content: |
            user: app
            password: ‹x7Gh2kq9›
    `),
    good(source`
      services:
        db:
          image: postgres:18
          command: ["serve", "--password", "\${PASSWORD}", "--token-file=/run/secrets/token", "--secret"]
          environment:
            POSTGRES_PASSWORD: \${POSTGRES_PASSWORD:-postgres}
            POSTGRES_PASSWORD_FILE: /run/secrets/password
            API_TOKEN: ""
            TOKEN_URL: https://example.com/token
            ENABLE_PASSWORD: "true"
            ROUTING_KEY: orders.created
            DATABASE_URL: postgres://app:\${PASSWORD}@db/app
            PASSWORD:
            SECRET_SERVICE: http://vault:8200
            AUTH: basic
            ACCESS_TOKEN_EXPIRE_MINUTES: 11520
            PASSWORD_ENCRYPTION: scram-sha-256
            CONNECT_KEY_CONVERTER: org.apache.kafka.connect.storage.StringConverter
    `),
  ],
});

function messageOf({ kind, weak }: LiteralSecret): 'value' | 'weak' | 'url' | 'token' {
  return kind === 'value' && weak ? 'weak' : kind;
}

function paramsOf({ format }: LiteralSecret, name: string): { name: string; format: string } {
  return { name, format };
}

function severityOf(
  { kind, weak }: LiteralSecret,
  { path, text }: { readonly path: string; readonly text: string },
): { severity: 'error' | 'warning' | 'info' } {
  if (kind === 'token') return { severity: 'error' };
  return { severity: weak && !isProduction(path, text) ? 'info' : 'warning' };
}

/** Names that are easy to guess: of the service, its image, its users and databases. */
function valuesBeside(service: Service, members: readonly Member[]): ReadonlySet<string> {
  const names = members.filter(({ key }) => /(?:user|username|db|database|login|name|_id)$/i.test(key));
  const image = imageOf(service)?.repository.split('/').pop() ?? service.name;
  return new Set([service.name, image, ...names.flatMap(({ value }) => textOf(value) || [])]);
}

/** A name with the text that follows it. Offsets are those of the text. */
interface Named {
  readonly name: string;
  readonly text: Text;
  readonly start: number;
  readonly end: number;
}

/** The options of a command, and addresses in it. */
function argumentsIn(command: ReturnType<typeof valueAt>): readonly Named[] {
  const words =
    command?.kind === 'text'
      ? wordsOf(command.raw).map(({ start, end }) => ({ text: command, start, end }))
      : itemsOf(command).flatMap((item) =>
          item.kind === 'text' ? [{ text: item, start: 0, end: item.raw.length }] : [],
        );
  return words.flatMap(({ text, start, end }, i) => {
    const word = text.raw.slice(start, end);
    const option = /^--?([A-Za-z][\w.-]*)(=)?/.exec(word);
    const name = option?.[1] === 'requirepass' ? 'password' : (option?.[1] ?? '');
    if (option?.[2]) return [{ name, text, start: start + option[0].length, end }];
    const next = words[i + 1];
    if (option && next && !/^-/.test(next.text.raw.slice(next.start, next.end)))
      return [{ name, text: next.text, start: next.start, end: next.end }];
    const before = words[i - 1];
    const taken = before && /^--?[A-Za-z][\w.-]*$/.test(before.text.raw.slice(before.start, before.end));
    return !taken && urlCredentialsIn(word) ? [{ name: 'command', text, start, end }] : [];
  });
}

/** The settings in the text of a file: `key: value` and `key = value` lines. */
function settingsIn(content: Text): readonly Named[] {
  const found: Named[] = [];
  const lines = /^[ \t]*["']?([A-Za-z][\w.-]*)["']?[ \t]*[:=][ \t]*["']?([^\s"',;#]+)/gm;
  for (const match of content.raw.matchAll(lines)) {
    const end = match.index + match[0].length;
    found.push({ name: match[1] ?? '', text: content, start: end - (match[2] ?? '').length, end });
  }
  return found;
}
