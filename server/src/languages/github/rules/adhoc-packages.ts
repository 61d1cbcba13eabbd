import { bad, good, source } from '../../../core/rule.js';
import { type PlainCommand, plainCommands } from '../model/commands.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/adhoc-packages', {
  summary: 'A package is installed past the lock file',
  why: `A package that a script names is fetched anew on each run, with whatever its dependencies are that day: no lock file
fixes them, and no tool that watches the lock file sees it. Put it into the project's manifest and install by the lock:
\`npm ci\`, \`bundle install\`, \`yarn install --immutable\`, \`pnpm install --frozen-lockfile\`.`,
  category: 'security',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: ['zizmor:adhoc-packages'],
  fix: 'none',
  reach: 'part',
  messages: {
    adhoc: '"{command}" installs {packages} past the lock file. Put it into the manifest, and install by the lock.',
  },
  on: {
    script({ script }, ctx) {
      for (const command of plainCommands(script)) {
        const added = addedPackages(command);
        if (!added || added.packages.length === 0) continue;
        const packages = added.packages.map((name) => `"${name}"`).join(', ');
        ctx.report(script.span(command), 'adhoc', { command: `${command.name} ${added.verb}`, packages });
      }
    },
  },
  examples: [
    bad(source`
      on: push
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - run: ‹npm install -g "lodash@^4"›
            - run: |
                echo start
                sudo ‹gem install --no-document rake -v 13.0.6›
                (cd web && ‹yarn add left-pad›)
                ‹pnpm \
                  --dir web add vite›
                ‹bundle add rails› || exit 1
        windows:
          runs-on: windows-latest
          steps:
            - run: |
                Write-Host "npm install lodash" # npm install lodash
                ‹npm i lodash@1.2.3›; ‹gem install foo bar›
                ‹npm add \`
                  lodash›
    `),
    good(source`
      on: push
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - run: |
                npm ci && npm install --no-fund
                npm install . && npm i ./packages/a file:../b && npm run install lodash
                bundle install
                gem build foo.gemspec && gem install --help
                gem install ./foo-1.0.gem
                yarn install --immutable && pnpm install && bundle exec add x
                echo npm install lodash
            - run: print('npm install lodash')
              shell: python
    `),
  ],
});

interface Added {
  readonly verb: string;
  readonly packages: readonly string[];
}

const npmInstall: ReadonlySet<string> = new Set([
  ...['install', 'i', 'in', 'ins', 'inst', 'insta', 'instal', 'isnt', 'isnta', 'isntal', 'isntall', 'add'],
]);

/** Options that come before the verb and take a value. */
const valued: Readonly<Record<string, ReadonlySet<string>>> = {
  npm: new Set(['--prefix', '-C', '--registry', '--workspace', '-w', '--loglevel', '--cache', '--userconfig']),
  yarn: new Set(['--cwd', '--registry', '--modules-folder']),
  pnpm: new Set(['--dir', '-C', '--filter', '-F', '--registry', '--store-dir']),
  gem: new Set(['-v', '--version', '-i', '--install-dir', '-n', '--bindir', '-s', '--source', '-P', '--config-file']),
  bundle: new Set(['-v', '--version', '-g', '--group', '-s', '--source', '--git', '--path', '--branch', '--ref']),
};

const verbs: Readonly<Record<string, ReadonlySet<string>>> = {
  npm: npmInstall,
  yarn: new Set(['add']),
  pnpm: new Set(['add']),
  gem: new Set(['install', 'i']),
  bundle: new Set(['add']),
};

/** The packages that a command installs by name; those of the project's own files are none. */
function addedPackages({ name, args }: PlainCommand): Added | undefined {
  const wanted = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (!wanted) return undefined;
  const words: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const word = args[i]?.text ?? '';
    if (valued[name]?.has(word)) i++;
    else if (word !== '' && !word.startsWith('-')) words.push(word);
  }
  const global = name === 'yarn' && words[0] === 'global' ? 1 : 0;
  const verb = words[global];
  if (verb === undefined || !wanted.has(verb)) return undefined;
  return { verb, packages: words.slice(global + 1).filter((word) => !isPath(word)) };
}

function isPath(word: string): boolean {
  return /^(?:\.{1,2}(?:[/\\]|$)|[/~]|file:|link:|workspace:)/.test(word) || /\.(?:tgz|tar\.gz|gem)$/.test(word);
}
