import type { PlainCommand } from './commands.js';

/** Words that have to follow one another, with others between them; a word that ends in `*` stands for any that begin so. */
type Sequence = readonly string[];

interface Publisher {
  readonly sequences: readonly Sequence[];
  /** Options with which nothing is published. */
  readonly dry?: readonly string[];
}

const twine: Publisher = { sequences: [['-m', 'twine', 'upload']] };
const npmLike: Publisher = { sequences: [['publish']], dry: ['--dry-run'] };

/** Programs that publish to a registry which may trust a workflow. */
const publishers: Readonly<Record<string, Publisher>> = {
  cargo: { sequences: [['publish']], dry: ['--dry-run', '-n'] },
  uv: { sequences: [['publish'], ['run', 'twine', 'upload']], dry: ['--dry-run'] },
  uvx: { sequences: [['twine*', 'upload']] },
  hatch: { sequences: [['publish']] },
  pdm: { sequences: [['publish']] },
  poetry: { sequences: [['publish']], dry: ['--dry-run'] },
  twine: { sequences: [['upload']] },
  pipx: { sequences: [['run', 'twine*', 'upload']] },
  gem: { sequences: [['push']] },
  bundle: { sequences: [['exec', 'gem', 'push']] },
  npm: npmLike,
  pnpm: npmLike,
  bun: npmLike,
  yarn: { sequences: [['publish'], ['npm', 'publish']], dry: ['--dry-run', '-n'] },
  bunx: {
    sequences: [
      ['npm', 'publish'],
      ['npm@*', 'publish'],
    ],
    dry: ['--dry-run'],
  },
  nuget: { sequences: [['push']] },
  'nuget.exe': { sequences: [['push']] },
  dotnet: { sequences: [['nuget', 'push']] },
};

/** Options that name the registry, and the hosts of those that take part. */
const registryOptions: ReadonlySet<string> = new Set([
  ...['--registry', '--repository-url', '--publish-url', '--index', '--host', '--index-url'],
  ...['--source', '-s', '-Source', '--repository', '-r', '--repo'],
]);
const trusting = /registry\.npmjs\.org|pypi\.org|rubygems\.org|crates\.io|crates-io|nuget\.org|^(?:test)?pypi$/i;

/** The words by which a command publishes a package to a registry that may trust workflows; undefined for any other command. */
export function publishes({ name, args }: PlainCommand): string | undefined {
  const publisher = Object.hasOwn(publishers, name)
    ? publishers[name]
    : /^python[\d.]*$/.test(name)
      ? twine
      : undefined;
  if (!publisher) return undefined;
  const words = args.map(({ text }) => text);
  // What a script of the project's own by that name does, is not known.
  if (name !== 'uv' && name !== 'pipx' && words[0] === 'run') return undefined;
  const sequence = publisher.sequences.find((one) => follow(words, one));
  if (!sequence || publisher.dry?.some((option) => words.includes(option)) || words.includes('--help'))
    return undefined;
  return goesElsewhere(words) ? undefined : [name, ...sequence.map((word) => word.replace('*', ''))].join(' ');
}

function follow(words: readonly string[], sequence: Sequence): boolean {
  let next = 0;
  for (const word of words) {
    const wanted = sequence[next];
    if (wanted === undefined) break;
    if (wanted.endsWith('*') ? word.startsWith(wanted.slice(0, -1)) : word === wanted) next++;
  }
  return next === sequence.length;
}

/** Whether an option names a registry that is none of those. */
function goesElsewhere(words: readonly string[]): boolean {
  return words.some((word, i) => {
    const equals = word.indexOf('=');
    const option = equals === -1 ? word : word.slice(0, equals);
    if (!registryOptions.has(option)) return false;
    const value = equals === -1 ? words[i + 1] : word.slice(equals + 1);
    return value !== undefined && !value.startsWith('-') && !trusting.test(value);
  });
}
