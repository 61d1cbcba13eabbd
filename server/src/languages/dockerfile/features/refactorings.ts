import { insert, replace, type TextEdit } from '../../../core/edit.js';
import type { FeatureContext, Refactoring } from '../../../core/features.js';
import { lineEnding, type Span } from '../../../core/text.js';
import type { Dockerfile, Stage } from '../model/dockerfile.js';
import { sameCase } from '../model/edits.js';
import { withEquals } from '../model/equals-form.js';
import { freeStageName } from '../model/stage-names.js';
import { stageUses } from '../model/stage-uses.js';
import type { Instruction, InstructionOf } from '../syntax/tree.js';
import { toExec, toShell } from './refactor-forms.js';
import { fromHeredoc, mergeRuns, splitChain, toHeredoc } from './refactor-run.js';

type Context = FeatureContext<Dockerfile>;

/** Changes that the user may choose; each leaves what the file means as it is. */
export function refactorings(context: Context, at: Span): readonly Refactoring[] {
  const { document } = context;
  const touched = document.instructions.filter(({ start, end }) => start <= at.end && at.start <= end);
  const found: Refactoring[] = [];
  const first = touched[0];
  if (first) {
    if (first.kind === 'RUN') {
      found.push(...mergeRuns(document, touched), ...splitChain(document, first));
      found.push(...toHeredoc(document, first), ...fromHeredoc(document, first));
    }
    found.push(...toExec(document, first), ...toShell(document, first));
    if (first.kind === 'FROM') found.push(...nameStage(document, first));
    found.push(...nameReferredStage(document, first, at));
    if ((first.kind === 'ENV' || first.kind === 'LABEL') && first.legacy) found.push(...modernPairs(document, first));
  }
  found.push(...addSyntax(context, at));
  return found;
}

function nameStage(document: Dockerfile, from: InstructionOf<'FROM'>): readonly Refactoring[] {
  const stage = document.stageOf[from.index];
  return stage && !from.name ? [naming(document, stage)] : [];
}

/** From a number in `--from`, the stage that it means gets a name. */
function nameReferredStage(document: Dockerfile, instruction: Instruction, at: Span): readonly Refactoring[] {
  const use = stageUses(document).find((one) => one.byIndex && one.start <= at.end && at.start <= one.end);
  if (!use || use.instruction !== instruction) return [];
  return use.stage.from?.name ? [] : [naming(document, use.stage)];
}

function naming(document: Dockerfile, stage: Stage): Refactoring {
  const kind = 'refactor.extract';
  const name = freeStageName(document, stage);
  const title = `Name this stage ${name}`;
  const { from } = stage;
  if (!from?.image || from.words.length !== 1) {
    return { title, kind, edits: [], disabled: 'The FROM line is not complete.' };
  }
  // Numbers that stand for the stage get its name; those in mounts mean no stage, and stay.
  const uses = stageUses(document).filter((use) => use.stage === stage && use.byIndex && use.role === 'copy');
  const edits: TextEdit[] = [
    insert(from.image.end, ` ${sameCase(from.keyword.text, 'AS')} ${name}`),
    ...uses.map((use) => replace(use, name)),
  ];
  return { title, kind, edits };
}

/** `ENV NAME value` becomes `ENV NAME="value"`. */
function modernPairs(
  document: Dockerfile,
  instruction: InstructionOf<'ENV'> | InstructionOf<'LABEL'>,
): readonly Refactoring[] {
  const title = `Write as ${instruction.kind} name=value`;
  const kind = 'refactor.rewrite';
  const pair = instruction.pairs[0];
  if (!pair?.value) return [{ title, kind, edits: [], disabled: 'There is no value.' }];
  const edits = withEquals(instruction, pair.key, pair.value, document.escape);
  return [
    edits
      ? { title, kind, edits }
      : { title, kind, edits: [], disabled: 'Its quotes or a comment have no equal in the other form.' },
  ];
}

function addSyntax({ document, text }: Context, at: Span): readonly Refactoring[] {
  const first = document.instructions[0];
  // Offered at the head of the file only, where it will stand.
  if (!first || at.start > first.end || document.directives.some(({ name }) => name.text.toLowerCase() === 'syntax'))
    return [];
  const top = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  return [
    {
      title: 'Add # syntax=docker/dockerfile:1',
      kind: 'refactor.rewrite',
      edits: [insert(top, `# syntax=docker/dockerfile:1${lineEnding(text)}`)],
    },
  ];
}
