import type { FeatureContext, Hover } from '../../../core/features.js';
import { code } from '../../../core/markdown.js';
import { contains, type Span } from '../../../core/text.js';
import type { Dockerfile, Stage } from '../model/dockerfile.js';
import { stageUses } from '../model/stage-uses.js';
import { shellAt, userAt, workdirAt } from '../model/state.js';
import { uidOf } from '../model/users.js';
import { variableUsesIn } from '../model/variable-uses.js';
import { expandAt } from '../model/variables.js';
import { type Mount, mountsOf, mountTarget } from '../syntax/mount.js';
import type { Instruction } from '../syntax/tree.js';
import { findRuleName } from './comment-rules.js';
import { pathAt } from './paths.js';
import { stageName, stageText } from './stage-facts.js';
import {
  directiveText,
  flagText,
  imageText,
  mountKeyText,
  mountTypeText,
  ruleText,
  shortInstructionText,
} from './topics.js';
import { variableText } from './variable-facts.js';

type Context = FeatureContext<Dockerfile>;

/** What stands at a place: first what it is here and now, then what it is in general. */
export function hover(context: Context, offset: number): Hover | undefined {
  const { document } = context;
  for (const directive of document.directives) {
    if (!contains(directive, offset)) continue;
    return findRule(context, directive, offset) ?? of(directive.name, directiveText(directive.name.text.toLowerCase()));
  }
  const comment = document.comments.find((one) => contains(one, offset));
  if (comment) return findRule(context, comment, offset);
  const instruction = document.instructions.find(({ start, end }) => start <= offset && offset <= end);
  if (!instruction) return undefined;
  const variable = variableUsesIn(document, instruction).find((use) => contains(use, offset));
  if (variable) return of(variable, variableText(context, variable));
  if (offset > instruction.lineEnd) return undefined;
  const inner = instruction.kind === 'ONBUILD' ? instruction.instruction : undefined;
  const host = inner && offset >= inner.keyword.start ? inner : instruction;
  return inInstruction(context, host, offset);
}

function of({ start, end }: Span, contents: string | undefined): Hover | undefined {
  return contents === undefined ? undefined : { span: { start, end }, contents };
}

function findRule(context: Context, comment: Span, offset: number): Hover | undefined {
  const found = findRuleName(context, comment, offset);
  return found && of(found.span, ruleText(context, found.rule));
}

function inInstruction(context: Context, instruction: Instruction, offset: number): Hover | undefined {
  const { document } = context;
  if (contains(instruction.keyword, offset)) return of(instruction.keyword, keywordText(context, instruction));
  const use = stageUses(document).find((one) => contains(one, offset));
  if (use) return of(use, stageText(context, use.stage));
  for (const flag of instruction.flags) {
    if (!contains(flag, offset)) continue;
    const mount = mountsOf(instruction).find((one) => one.flag === flag);
    const field = mount?.fields.find((one) => contains(one, offset));
    if (mount && field && offset > flag.name.end) {
      const inType = field.key === 'type' && field.value !== undefined && contains(field.valueSpan, offset);
      return of(mount.quoted ? flag : field, inType ? mountTypeText(field.value ?? '') : mountKeyText(field.key));
    }
    return of(flag, flagText(instruction.kind, flag.name.text));
  }
  return inArguments(context, instruction, offset);
}

function inArguments(context: Context, instruction: Instruction, offset: number): Hover | undefined {
  const { document } = context;
  const stage = document.stageOf[instruction.index];
  switch (instruction.kind) {
    case 'FROM':
      if (instruction.image && contains(instruction.image, offset) && stage) {
        return of(instruction.image, baseText(context, stage));
      }
      return undefined;
    case 'COPY':
    case 'ADD': {
      const file = pathAt(context, offset);
      const word = instruction.words.find((one) => contains(one, offset));
      if (file && word && word !== instruction.destination) {
        return of(
          word,
          `${code(file.path === '' ? '.' : file.path)} — ${file.kind === 'directory' ? 'folder' : 'file'} of the build context`,
        );
      }
      return word && word === instruction.destination ? of(word, pathText(context, instruction, word.text)) : undefined;
    }
    case 'WORKDIR':
      return contains(instruction.rest, offset)
        ? of(instruction.rest, pathText(context, instruction, instruction.rest.text))
        : undefined;
    case 'USER':
      return contains(instruction.rest, offset)
        ? of(instruction.rest, accountText(context, instruction, stage))
        : undefined;
    case 'HEALTHCHECK':
      return instruction.type && contains(instruction.type, offset)
        ? of(instruction.type, shortInstructionText('HEALTHCHECK'))
        : undefined;
    default:
      return undefined;
  }
}

/** What an instruction's keyword means here. */
function keywordText(context: Context, instruction: Instruction): string | undefined {
  const { document } = context;
  if (instruction.kind === 'UNKNOWN') return undefined;
  const general = shortInstructionText(instruction.kind);
  const now: string[] = [];
  const stage = document.stageOf[instruction.index];
  if (instruction.kind === 'FROM' && stage) now.push(`Begins stage ${stageName(stage)}.`);
  if (instruction.kind === 'RUN') {
    const user = userAt(document, instruction);
    const workdir = workdirAt(document, instruction);
    const parts = [
      instruction.json ? 'without a shell' : `by ${code(shellAt(document, instruction).words.join(' '))}`,
      ...(user === undefined ? [] : [`as ${code(user)}`]),
      ...(workdir === undefined ? [] : [`in ${code(workdir)}`]),
    ];
    now.push(`Runs ${parts.join(', ')}.`);
    for (const mount of mountsOf(instruction).slice(0, 5)) now.push(`- ${mountLine(mount)}`);
  }
  return [now.join('\n'), general].filter((part) => part !== '' && part !== undefined).join('\n\n');
}

function mountLine(mount: Mount): string {
  const target = mountTarget(mount);
  const id = mount.fields.find((field) => field.key === 'id')?.value;
  const from = mount.fields.find((field) => field.key === 'from')?.value;
  const parts = [
    ...(target === undefined ? [] : [`at ${code(target)}`]),
    ...(id === undefined ? [] : [`named ${code(id)}`]),
    ...(from === undefined ? [] : [`from ${code(from)}`]),
  ];
  return `${code(mount.type)} mount ${parts.join(', ')}`.trimEnd();
}

function baseText(context: Context, stage: Stage): string | undefined {
  const { base, from } = stage;
  switch (base.kind) {
    case 'stage':
      return stageText(context, base.stage);
    case 'scratch':
      return '`scratch` — an empty image: no files, no shell, user root.';
    case 'image': {
      const { repository, tag, digest } = base.reference;
      const written = from?.image?.text === base.text ? '' : `\n\nWith the defaults of the arguments.`;
      const facts = imageText(context, repository, digest !== undefined && tag === undefined ? undefined : tag);
      return facts === undefined ? `${code(base.text)} — not in our table of images${written}` : facts + written;
    }
    default:
      return 'The image depends on arguments that have no default here.';
  }
}

function pathText(context: Context, instruction: Instruction, text: string): string | undefined {
  const value = expandAt(context.document, instruction, {
    start: instruction.rest.start,
    end: instruction.rest.end,
    text,
  }).value;
  if (value === undefined) return 'A path that depends on what the file does not tell.';
  if (value.startsWith('/')) return value === text ? undefined : `${code(value)} in the image`;
  const workdir = workdirAt(context.document, instruction);
  if (workdir === undefined) return undefined;
  return `${code(`${workdir === '/' ? '' : workdir}/${value.replace(/^\.\/?/, '')}`)} in the image`;
}

function accountText(context: Context, instruction: Instruction, stage: Stage | undefined): string | undefined {
  const value = expandAt(context.document, instruction, instruction.rest).value;
  if (value === undefined) return 'A user that depends on what the file does not tell.';
  const name = value.replace(/:.*/, '');
  const uid = stage && /^\D/.test(name) ? uidOf(context.document, stage, name) : undefined;
  return `${code(value)}${uid === undefined ? '' : ` — number ${uid}`}: user of what follows and of the container`;
}
