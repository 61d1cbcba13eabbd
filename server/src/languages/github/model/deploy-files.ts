import { commandOptions } from '../../../shell/options.js';
import type { ShellWord } from '../../../shell/read.js';
import { type PlacedCommand, type PlacedText, pathOfWord, plainText, spanOfWord } from './placed-commands.js';

/** A file or folder that a tool of deployment is told to read. */
export interface DeployFile extends PlacedText {
  /** From the root of the workspace. */
  readonly path: string;
  readonly tool: string;
}

interface Tool {
  /** Options that name a file or a folder, without dashes. */
  readonly files: readonly string[];
  /** More options that take a value. */
  readonly valued: readonly string[];
  /** The commands for which that is so; undefined for all. */
  readonly verbs?: RegExp;
  /** Which words that are no options are paths, by their place behind the verb. */
  readonly positional?: (word: string, index: number, verb: string) => boolean;
}

const tools: Readonly<Record<string, Tool>> = {
  compose: {
    files: ['f', 'file', 'env-file', 'project-directory'],
    valued: ['p', 'project-name', 'profile', 'ansi', 'progress', 'parallel'],
  },
  kubectl: {
    files: ['f', 'filename', 'k', 'kustomize'],
    valued: [
      'n',
      'namespace',
      'context',
      'kubeconfig',
      'cluster',
      'server',
      's',
      'o',
      'output',
      'l',
      'selector',
      'timeout',
    ],
    verbs: /^(?:apply|create|delete|replace|diff|kustomize)$/,
    positional: (_, index, verb) => verb === 'kustomize' && index === 0,
  },
  kustomize: { files: [], valued: ['o', 'output'], verbs: /^build$/, positional: (_, index) => index === 0 },
  helm: {
    files: ['f', 'values'],
    valued: [
      ...[
        'n',
        'namespace',
        'set',
        'set-string',
        'set-file',
        'set-json',
        'version',
        'timeout',
        'kube-context',
        'kubeconfig',
      ],
      ...[
        'repo',
        'username',
        'password',
        'history-max',
        'description',
        'd',
        'destination',
        'app-version',
        'output',
        'o',
      ],
    ],
    verbs: /^(?:install|upgrade|template|lint|package)$/,
    positional: (word) => word.startsWith('.'),
  },
  terraform: { files: ['chdir', 'var-file'], valued: [] },
  tofu: { files: ['chdir', 'var-file'], valued: [] },
  'ansible-playbook': {
    files: ['i', 'inventory', 'vault-password-file'],
    valued: ['e', 'extra-vars', 'l', 'limit', 't', 'tags', 'u', 'user', 'private-key', 'f', 'forks', 'c', 'connection'],
    positional: (word) => /\.ya?ml$/.test(word),
  },
  stack: { files: ['c', 'compose-file'], valued: ['orchestrator'] },
};

/** What a command is told to read, where no expansion decides the path. */
export function deployFiles(placed: PlacedCommand): readonly DeployFile[] {
  const { command, script } = placed;
  const { name: program = '', args } = command;
  const [first = ''] = args.map(({ value }) => value ?? '');
  const isPart = program === 'docker' && (first === 'compose' || first === 'stack');
  const name = isPart ? first : program === 'docker-compose' ? 'compose' : program;
  const tool = Object.hasOwn(tools, name) ? tools[name] : undefined;
  if (!tool) return [];
  const words = isPart ? args.slice(1) : args;
  // Options of terraform are whole words behind one dash.
  const whole = name === 'terraform' || name === 'tofu';
  const given = whole
    ? dashed(words)
    : commandOptions({ ...command, args: words }, new Set([...tool.files, ...tool.valued]));
  const end = name === 'compose' ? words.indexOf(given.positionals[0] ?? words[0] ?? command.nameWord) : Infinity;
  const [verbWord, ...behind] = given.positionals;
  const isPlaybook = name === 'ansible-playbook';
  const verb = isPlaybook ? '' : (verbWord?.value ?? '');
  if (tool.verbs && !tool.verbs.test(verb)) return [];
  const found: DeployFile[] = [];
  const add = (word: ShellWord | undefined): void => {
    const text = plainText(word, script);
    const path = word && pathOfWord(word, placed);
    if (!word || text === undefined || path === undefined || path === '' || !isPath(text)) return;
    found.push({ path, text, span: spanOfWord(word, script), tool: isPart ? `docker ${name}` : program });
  };
  for (const option of given.options) {
    // Behind its command, `-f` of Compose is another option.
    if (!tool.files.includes(option.name) || words.indexOf(option.word) > (end === -1 ? Infinity : end)) continue;
    add(option.valueWord === option.word ? valuePart(option.word) : option.valueWord);
  }
  for (const [index, word] of (isPlaybook ? given.positionals : behind).entries())
    if (tool.positional?.(word.value ?? '', index, verb)) add(word);
  return found;
}

/** Whether it may be a path of the workspace. */
function isPath(text: string): boolean {
  return text !== '-' && !/:\/\/|^(?:oci|git)[:@]|[,@]|github\.com\//.test(text);
}

function valuePart(word: ShellWord): ShellWord | undefined {
  const equals = word.text.indexOf('=');
  if (equals === -1 || /["']/.test(word.text)) return undefined;
  const value = word.value?.slice(equals + 1);
  return { pos: word.pos + equals + 1, end: word.end, text: word.text.slice(equals + 1), value, node: undefined };
}

/** Options as `-name=value`. */
function dashed(words: readonly ShellWord[]): Pick<ReturnType<typeof commandOptions>, 'options' | 'positionals'> {
  const options = words.flatMap((word) => {
    const name = /^--?([\w-]+)=/.exec(word.text)?.[1];
    return name === undefined ? [] : [{ name, word, value: undefined, valueWord: word }];
  });
  return { options, positionals: words.filter(({ text }) => !text.startsWith('-')) };
}
