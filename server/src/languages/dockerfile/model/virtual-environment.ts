import { replace, type TextEdit } from '../../../core/edit.js';
import { imageFacts } from '../../../images/base-images.js';
import { type Dockerfile, rootImage, type Stage, stageReferred } from './dockerfile.js';
import { insertLineBelow, isPlain } from './edits.js';
import { wordRemoval } from './removal.js';
import { type CopiedToRoot, type RootPath, rootPaths, userInstalls } from './root-home.js';

const local = '/root/.local';
const environment = '/opt/venv';

/**
 * Edits that make a virtual environment of what another stage installs with `pip install --user` and this one copies.
 * Undefined where that is not all there is to it.
 */
export function intoVirtualEnvironment(
  document: Dockerfile,
  stage: Stage,
  { copy, destination }: CopiedToRoot,
  paths: readonly RootPath[],
): readonly TextEdit[] | undefined {
  const from = copy.flags.find((flag) => flag.name.text === 'from')?.value?.text;
  const maker = from === undefined ? undefined : stageReferred(document, stage, from, 'name-or-index');
  const [origin] = copy.sources;
  if (!maker || !origin || copy.sources.length !== 1 || copy.json) return undefined;
  const isLocal = (word: { text: string }) => word.text.replace(/\/$/, '') === local;
  if (!isLocal(origin) || !isLocal(destination) || !isPython(maker) || !isPython(stage)) return undefined;
  const installs = userInstalls(document, maker);
  const edits: TextEdit[] = [replace(origin, environment), replace(destination, environment)];
  for (const [i, { use, option }] of installs.entries()) {
    const { command } = use;
    if (command.assignments.length > 0 || command.wrappers.length > 0 || use.script.form !== 'shell') return undefined;
    if (command.place.pipelineLength > 1 || command.place.enclosing.length > 0) return undefined;
    const program = `${environment}/bin/${command.name?.startsWith('pip') ? 'pip' : 'python'}`;
    const made = i === 0 ? `python -m venv ${environment} && ${program}` : program;
    edits.push(replace(use.span(command.nameWord), made), wordRemoval(document.text, use, option));
  }
  if (installs.length === 0) return undefined;
  const changed = [...paths, ...rootPaths(maker)];
  for (const { pair } of changed) {
    if (!pair.value || !isPlain(document, pair.value)) return undefined;
    edits.push(replace(pair.value, pair.value.text.replaceAll(`${local}/bin`, `${environment}/bin`)));
  }
  if (paths.length === 0) edits.push(insertLineBelow(document, copy, `ENV PATH=${environment}/bin:$PATH`));
  // Whatever else speaks of the old place would be left behind.
  const mentions = document.instructions.reduce((sum, { logical }) => sum + logical.text.split(local).length - 1, 0);
  const handled = 2 + changed.reduce((sum, { pair }) => sum + (pair.value?.text.split(local).length ?? 1) - 1, 0);
  return mentions === handled ? edits : undefined;
}

function isPython(stage: Stage): boolean {
  const image = rootImage(stage);
  const facts = image && imageFacts(image.repository, image.tag);
  return facts?.name === 'python' && facts.programs.get('python') === true;
}
