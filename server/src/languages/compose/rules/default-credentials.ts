import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { urlCredentialsIn } from '../../../secrets/values.js';
import { keyed } from '../model/merge.js';
import { type Member, textOf, valueAt } from '../model/value.js';
import { composeRule, isHere, type Rule, reportAt } from '../rule.js';

/** Users with the passwords that everyone tries first. */
const pairs: ReadonlySet<string> = new Set([
  ...['postgres/postgres', 'root/root', 'guest/guest', 'admin/admin', 'minioadmin/minioadmin', 'elastic/changeme'],
  ...['elastic/elastic', 'admin/password', 'root/password', 'postgres/password', 'sa/sa', 'neo4j/neo4j', 'mysql/mysql'],
]);

/** The users of images, where the variable of the password tells. */
const usersOfImages: readonly (readonly [password: RegExp, user: string])[] = [
  [/^POSTGRES(?:QL)?_PASSWORD$/, 'postgres'],
  [/^(?:MYSQL|MARIADB)_ROOT_PASSWORD$/, 'root'],
  [/^RABBITMQ_DEFAULT_PASS$/, 'guest'],
  [/^MINIO_ROOT_PASSWORD$|^MINIO_SECRET_KEY$/, 'minioadmin'],
  [/^ELASTIC_PASSWORD$/, 'elastic'],
  [/^GF_SECURITY_ADMIN_PASSWORD$|^KEYCLOAK_ADMIN_PASSWORD$|^KC_BOOTSTRAP_ADMIN_PASSWORD$/, 'admin'],
];

export const rule: Rule = composeRule('compose/default-credentials', {
  summary: 'A service has the user and password that everyone tries first',
  why: `\`postgres\`/\`postgres\`, \`guest\`/\`guest\`, \`minioadmin\` and the like are what every scanner tries. In production, give each
service a password of its own, from \`.env\` or a secret.`,
  category: 'security',
  severity: 'warning',
  profile: 'strict',
  since: '0.1',
  peers: [],
  tags: ['production'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    password: 'With "{name}" everyone can log in as "{user}", as the password is the usual one. Choose another.',
    url: 'The address in "{name}" logs in as "{user}" with the usual password. Choose another.',
  },
  fixes: { demand: 'Ask for "{name}" when the project starts' },
  on: {
    service({ service }, ctx) {
      const members = keyed(valueAt(service.value, 'environment'))?.members ?? new Map<string, Member>();
      for (const member of members.values()) {
        const { key, value, place } = member;
        const password = textOf(value);
        if (value?.kind !== 'text' || password === undefined) continue;
        const url = urlCredentialsIn(password);
        if (url) {
          if (pairs.has(`${url.user}/${url.password}`))
            reportAt(ctx, place, 'url', { name: key, user: url.user }, { tags: ['secret'] });
          continue;
        }
        const user = userOf(key, members);
        if (user === undefined || !pairs.has(`${user}/${password}`)) continue;
        const fixable = isHere(ctx, value) && value.text === value.raw && /^[A-Za-z_]\w*$/.test(key);
        const edits = fixable ? [replace(value.span, demanded(key, value.at > 0))] : undefined;
        const fix = edits && ({ title: 'demand', params: { name: key }, edits } as const);
        reportAt(ctx, place, 'password', { name: key, user }, { fix, tags: ['secret'] });
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
              ‹POSTGRES_PASSWORD›: postgres
          queue:
            image: rabbitmq:4
            environment:
              - RABBITMQ_DEFAULT_USER=admin
              - ‹RABBITMQ_DEFAULT_PASS›=admin
          web:
            image: example/web:1
            environment:
              ‹DATABASE_URL›: postgres://postgres:postgres@db/app
      `,
      {
        fixed: source`
          services:
            db:
              image: postgres:18
              environment:
                POSTGRES_PASSWORD: "\${POSTGRES_PASSWORD:?}"
            queue:
              image: rabbitmq:4
              environment:
                - RABBITMQ_DEFAULT_USER=admin
                - RABBITMQ_DEFAULT_PASS=\${RABBITMQ_DEFAULT_PASS:?}
            web:
              image: example/web:1
              environment:
                DATABASE_URL: postgres://postgres:postgres@db/app
        `,
      },
    ),
    good(source`
      services:
        db:
          image: postgres:18
          environment:
            POSTGRES_USER: app
            POSTGRES_PASSWORD: postgres
        other:
          image: mysql:8.4
          environment: { MYSQL_ROOT_PASSWORD: "\${PASSWORD}", ADMIN: admin }
    `),
  ],
});

/** The user whose password a variable is: the one beside it, else that of the image. */
function userOf(key: string, members: ReadonlyMap<string, Member>): string | undefined {
  const match = /^(.*?)_?PASS(?:WORD|WD)?$/i.exec(key);
  for (const name of match ? ['USER', 'USERNAME', 'LOGIN'].map((word) => `${match[1]}_${word}`) : []) {
    const user = members.get(name);
    if (user) return textOf(user.value);
  }
  return usersOfImages.find(([password]) => password.test(key))?.[1];
}

function demanded(key: string, listed: boolean): string {
  return listed ? `\${${key}:?}` : `"\${${key}:?}"`;
}
