import { Memo } from '../../../core/memo.js';
import { join } from '../../../core/path.js';
import { hasOption } from '../../../shell/options.js';
import { packageCommandsOf } from '../tools/package-commands.js';
import type { Dockerfile, Stage } from './dockerfile.js';
import { scriptsOf } from './script.js';
import { ofKind, workdirAt } from './state.js';

/** With these, the packages may end elsewhere. */
const moves: ReadonlySet<string> = new Set(['cd', 'pushd', 'rm', 'mv', 'cp', 'ln']);

/** Nobody has more, and what each stage keeps stays short. */
const mostFolders = 10;

const kept = new Memo<Stage, readonly string[]>();

/** The `node_modules` folders that a stage, or one that it starts from, installs the packages of a project into. */
export function nodeModulesOf(document: Dockerfile, stage: Stage): readonly string[] {
  let found = kept.get(stage);
  if (!found) {
    const base = stage.base.kind === 'stage' ? nodeModulesOf(document, stage.base.stage) : [];
    found = [...new Set([...base, ...installedBy(document, stage)])].slice(-mostFolders);
    kept.set(stage, found);
  }
  return found;
}

function installedBy(document: Dockerfile, stage: Stage): readonly string[] {
  return ofKind(stage, 'RUN').flatMap((run) => {
    const folder = workdirAt(document, run);
    if (folder === undefined) return [];
    return scriptsOf(document, run).flatMap((script) => {
      if (script.commands.some(({ name }) => name !== undefined && moves.has(name))) return [];
      const installs = packageCommandsOf(script).some(
        ({ manager, action, words, options, dry }) =>
          /^(?:npm|yarn|pnpm|bun)$/.test(manager) &&
          /^(?:install|i|ci)$/.test(action) &&
          words.length === 0 &&
          !dry &&
          !hasOption(options, 'g', 'global', 'prefix', 'C', 'cwd', 'dir', 'modules-folder'),
      );
      return installs ? [join('/', folder, 'node_modules')] : [];
    });
  });
}
