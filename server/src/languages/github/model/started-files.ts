import type { PlacedCommand, PlacedText } from './placed-commands.js';
import { pathOfWord, spanOfWord } from './placed-commands.js';

/** A file or folder of the workspace that a command cannot do without. */
export interface StartedFile extends PlacedText {
  /** From the root of the workspace. */
  readonly path: string;
  readonly kind: 'file' | 'folder';
}

/** What a kind of interpreter runs, by the ending of the file. */
const interpreters: Readonly<Record<string, RegExp>> = {
  bash: /\.(?:sh|bash)$|\//,
  sh: /\.sh$|\//,
  source: /\.(?:sh|bash|env)$|\//,
  '.': /\.(?:sh|bash|env)$|\//,
  python: /\.py$/,
  python3: /\.py$/,
  node: /\.[cm]?[jt]s$/,
  ruby: /\.rb$/,
  php: /\.php$/,
  perl: /\.pl$/,
  pwsh: /\.ps1$/,
  Rscript: /\.R$/i,
};

/** What a command starts or goes to: `./x.sh`, `bash x.sh`, `python x.py`, `cd x`. */
export function startedFile(placed: PlacedCommand): StartedFile | undefined {
  const { command, script } = placed;
  const { name, nameWord, args } = command;
  const found = (word: typeof nameWord, kind: StartedFile['kind']): StartedFile | undefined => {
    const path = pathOfWord(word, placed);
    return path === undefined || path === ''
      ? undefined
      : {
          path,
          kind,
          text: word.value ?? script.scalar.text.slice(word.pos, word.end),
          span: spanOfWord(word, script),
        };
  };
  if (/^\.{0,2}[\w.-]*\/|^"?\$\{?GITHUB_WORKSPACE\b/.test(nameWord.text) && !/^\//.test(nameWord.text))
    return found(nameWord, 'file');
  if (name === undefined) return undefined;
  if ((name === 'cd' || name === 'pushd') && args.length === 1 && args[0]) return found(args[0], 'folder');
  const requirements = requirementsOf(placed);
  if (requirements) return found(requirements, 'file');
  const ending = Object.hasOwn(interpreters, name) ? interpreters[name] : undefined;
  // Options before the file may take the next word, or read another program.
  const first = args.findIndex(({ text }) => !/^-[euxv]+$/.test(text));
  const word = args[first];
  const text = word?.value ?? word?.text.replace(/"$/, '');
  return ending && word && text !== undefined && !text.startsWith('-') && ending.test(text)
    ? found(word, 'file')
    : undefined;
}

/** The word of `pip install -r` that names the file. */
function requirementsOf({ command: { name, args } }: PlacedCommand): PlacedCommand['command']['nameWord'] | undefined {
  const words = args.map(({ text }) => text);
  const isPip =
    /^pip3?$/.test(name ?? '') || (/^(?:python3?|uv)$/.test(name ?? '') && words.slice(0, 2).includes('pip'));
  const at =
    isPip && words.includes('install') ? words.findIndex((word) => word === '-r' || word === '--requirement') : -1;
  return at === -1 ? undefined : args[at + 1];
}

/** The file that a tool reads in the folder that it stands in, whatever it is asked for. */
const manifests: Readonly<Record<string, { readonly verbs: RegExp; readonly file: string }>> = {
  npm: { verbs: /^(?:ci|test|t|run|run-script|start)$/, file: 'package.json' },
  yarn: { verbs: /^(?:install|test|run|build)$/, file: 'package.json' },
  pnpm: { verbs: /^(?:install|i|test|run|build)$/, file: 'package.json' },
  cargo: { verbs: /^(?:build|test|check|clippy|run|publish)$/, file: 'Cargo.toml' },
  bundle: { verbs: /^(?:install|exec)$/, file: 'Gemfile' },
  composer: { verbs: /^(?:install|update)$/, file: 'composer.json' },
  poetry: { verbs: /^(?:install|build|run)$/, file: 'pyproject.toml' },
  mvn: { verbs: /^(?!-|archetype)/, file: 'pom.xml' },
  make: { verbs: /^(?:[\w-]*)$/, file: 'Makefile' },
};

/** The path of the file that a tool needs; undefined for other commands, and where an option may lead elsewhere. */
export function manifestOf({ command: { name, args }, folder }: PlacedCommand): string | undefined {
  const known = name !== undefined && Object.hasOwn(manifests, name) ? manifests[name] : undefined;
  if (!known || folder === undefined) return undefined;
  if (
    args.some(
      ({ value }) =>
        value === undefined ||
        /^(?:-[CfgF]|--(?:prefix|dir|cwd|global|file|filter|manifest-path|directory))/.test(value),
    )
  )
    return undefined;
  if (!known.verbs.test(args[0]?.value ?? '')) return undefined;
  return folder === '' ? known.file : `${folder}/${known.file}`;
}
