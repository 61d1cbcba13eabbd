import { bad, good, source } from '../../../core/rule.js';
import { knownImage } from '../images.js';
import { environmentOf, wordsOf } from '../model/commands.js';
import { commandOf } from '../model/containers.js';
import { isWithin, mountsOf } from '../model/data-folders.js';
import { addVariable } from '../model/environment-edits.js';
import { type Project, resourcesOf, type Service } from '../model/project.js';
import { isWhole } from '../model/standing.js';
import { isExternal } from '../model/usage.js';
import { type Member, textOf, valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/known-image-env', {
  summary: 'A database without the variable that it needs to start',
  why: `The images of PostgreSQL, MySQL and MariaDB set up an empty database only when they know the password of its
administrator, or are told to do without; MongoDB wants the name and the password together. Otherwise the container ends with
an error. Each may be given as a file too, as \`…_FILE\`. A warning only where the data may be there already.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    missing: '{image} in "{service}" does not start without {variables}. Set one under "environment".',
    pair: '{image} in "{service}" takes {given} only together with {variables}. Set both under "environment".',
  },
  fixes: { add: 'Add {variable}' },
  on: {
    service({ service, project }, ctx) {
      const { value } = service;
      const image = textOf(valueAt(value, 'image'));
      const known = image === undefined ? undefined : knownImage(image);
      if (!known || valueAt(value, 'build') || !isServer(service) || !isTold(service, project)) return;
      const environment = environmentOf(service);
      if ([...environment.keys()].some((key) => key.includes('$'))) return;
      const has = (name: string): boolean =>
        isSet(environment.get(name), name) || (known.filesForVariables && isSet(environment.get(`${name}_FILE`), name));
      for (const group of known.required) {
        if (group.some(has)) continue;
        report('missing', group.slice(0, mostNamed), '');
      }
      const [user, password] = ['MONGO_INITDB_ROOT_USERNAME', 'MONGO_INITDB_ROOT_PASSWORD'] as const;
      if (known.environment.includes(user) && has(user) !== has(password))
        report('pair', [has(user) ? password : user], has(user) ? user : password);

      function report(message: 'missing' | 'pair', variables: readonly string[], given: string): void {
        const [first = ''] = variables;
        const edits = addVariable(ctx, service.name, first, `\${${first}:?}`);
        const params = { image: known?.name ?? '', service: service.name, variables: variables.join(' or '), given };
        reportAt(ctx, service.place, message, params, {
          ...(mayHaveData(service, project, known?.data ?? []) && { severity: 'warning' }),
          fix: edits && { title: 'add', params: { variable: first }, edits },
        });
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          ‹db›:
            image: postgres:18
            environment:
              POSTGRES_USER: shop
          ‹old›:
            image: mysql:8.4
            environment:
              - MYSQL_DATABASE=shop
          ‹documents›:
            image: mongo:8
            environment: { MONGO_INITDB_ROOT_USERNAME: root }
          ‹new›:
            image: mariadb:11.8
      `,
      {
        fixed: source`
          services:
            db:
              image: postgres:18
              environment:
                POSTGRES_USER: shop
                POSTGRES_PASSWORD: \${POSTGRES_PASSWORD:?}
            old:
              image: mysql:8.4
              environment:
                - MYSQL_DATABASE=shop
                - MYSQL_ROOT_PASSWORD=\${MYSQL_ROOT_PASSWORD:?}
            documents:
              image: mongo:8
              environment: { MONGO_INITDB_ROOT_USERNAME: root, MONGO_INITDB_ROOT_PASSWORD: "\${MONGO_INITDB_ROOT_PASSWORD:?}" }
            new:
              image: mariadb:11.8
              environment:
                MARIADB_ROOT_PASSWORD: \${MARIADB_ROOT_PASSWORD:?}
        `,
      },
    ),
    good(source`
      services:
        a:
          image: postgres:18
          environment: { POSTGRES_PASSWORD: "\${PASSWORD}" }
        b:
          image: postgres:18
          environment: [POSTGRES_HOST_AUTH_METHOD=trust]
        c:
          image: postgres:18
          environment: { POSTGRES_PASSWORD_FILE: /run/secrets/db }
        d:
          image: postgres:18
          env_file: db.env
        backup:
          image: postgres:18
          command: pg_dump -h a
        e:
          image: mysql:8.4
          environment: [MYSQL_ROOT_PASSWORD]
        f:
          image: mariadb:11.8
          environment: { MYSQL_RANDOM_ROOT_PASSWORD: "yes" }
        g:
          image: mongo:8
        h:
          image: postgres:18
          entrypoint: ["sleep", "infinity"]
    `),
    good('services:\n  db:\n    image: postgres:18\n', { path: 'compose.db.yaml' }),
  ],
});

const mostNamed = 3;

/** Whether the container runs what its image is for, and not a client of it. */
function isServer(service: Service): boolean {
  if (valueAt(service.value, 'entrypoint')) return false;
  if (!valueAt(service.value, 'command')) return true;
  const command = commandOf(service.value, 'command');
  if (command === undefined) return false;
  const first = wordsOf(command)[0]?.text ?? '-';
  return first.startsWith('-') || /^(?:postgres|mysqld|mariadbd|mongod)$/.test(first);
}

/** Whether everything that sets the container's environment is known. */
function isTold(service: Service, project: Project): boolean {
  if (valueAt(service.value, 'env_file')) return false;
  return project.complete && isWhole(project);
}

function isSet(member: Member | undefined, name: string): boolean {
  if (!member) return false;
  // Without a value, it is that of the project, or nothing.
  if (!member.value) return true;
  const text = textOf(member.value);
  return name === 'POSTGRES_HOST_AUTH_METHOD' ? text === undefined || text === 'trust' : text !== '';
}

/** Whether the folder of the data may hold some that Compose did not make. */
function mayHaveData(service: Service, project: Project, data: readonly string[]): boolean {
  return mountsOf(service).mounts.some(({ type, source, target }) => {
    if (!data.some((folder) => isWithin(folder, target) || isWithin(target, folder))) return false;
    return type === 'bind' || isExternal(resourcesOf(project, 'volumes').get(source ?? '')?.value);
  });
}
