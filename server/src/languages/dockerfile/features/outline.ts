import type { DocumentSymbol, FeatureContext, Fold } from '../../../core/features.js';
import type { Span } from '../../../core/text.js';
import type { Dockerfile, Stage } from '../model/dockerfile.js';
import type { Instruction } from '../syntax/tree.js';

type Context = FeatureContext<Dockerfile>;

const longestDetail = 80;

/** The outline: what stands before the first FROM, then a node per stage with its instructions. */
export function symbols(context: Context): readonly DocumentSymbol[] {
  const { document } = context;
  const found: DocumentSymbol[] = [];
  for (const directive of document.directives) {
    found.push({
      name: `${directive.name.text}=${directive.value.text}`,
      detail: '',
      kind: 'key',
      span: { start: directive.start, end: directive.end },
      selection: { start: directive.name.start, end: directive.name.end },
      children: [],
    });
  }
  for (const instruction of document.instructions) {
    if (!document.stageOf[instruction.index]) found.push(instructionSymbol(instruction));
  }
  for (const stage of document.stages) found.push(stageSymbol(stage));
  return found;
}

function stageSymbol(stage: Stage): DocumentSymbol {
  const { from } = stage;
  const image = from?.image?.text ?? '';
  return {
    name: from?.name?.text ?? (stage.final && stage.base.kind === 'image' ? image : `stage ${stage.index}`),
    detail: from ? `FROM ${image}` : '',
    kind: 'stage',
    span: { start: stage.start, end: stage.end },
    selection: spanOf(from?.name ?? from?.image ?? from?.keyword ?? { start: stage.start, end: stage.start }),
    children: stage.instructions.map(instructionSymbol),
  };
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

function instructionSymbol(instruction: Instruction): DocumentSymbol {
  const rest = instruction.rest.text.replace(/\s+/g, ' ');
  const short = rest.length > longestDetail ? `${rest.slice(0, longestDetail - 1)}…` : rest;
  const single = instruction.kind === 'ARG' || instruction.kind === 'ENV' ? instruction.pairs : [];
  const name = single.length === 1 ? (single[0]?.key.text ?? '') : '';
  return {
    name: name === '' ? instruction.keyword.text.toUpperCase() || '?' : `${instruction.kind} ${name}`,
    detail: name === '' ? short : (single[0]?.value?.text ?? ''),
    kind: name === '' ? 'instruction' : 'variable',
    span: { start: instruction.start, end: instruction.end },
    selection: spanOf(instruction.keyword),
    children: [],
  };
}

/** Folds stages, instructions over several lines, heredoc bodies and runs of comment lines. */
export function folds(context: Context): readonly Fold[] {
  const { document, text } = context;
  const found: Fold[] = [];
  const add = (start: number, end: number, kind: Fold['kind']): void => {
    if (end > start && text.slice(start, end).includes('\n')) found.push({ span: { start, end }, kind });
  };
  for (const stage of document.stages) if (stage.from) add(stage.start, stage.end, undefined);
  for (const instruction of document.instructions) {
    add(instruction.start, instruction.lineEnd, undefined);
    for (const heredoc of instruction.heredocs) add(heredoc.body.start - 1, heredoc.end, undefined);
  }
  let first: Span | undefined;
  let last: Span | undefined;
  for (const comment of document.comments) {
    const joined = last && /^\r?\n[ \t]*$/.test(text.slice(last.end, comment.start));
    if (!joined) {
      if (first && last) add(first.start, last.end, 'comment');
      first = comment;
    }
    last = comment;
  }
  if (first && last) add(first.start, last.end, 'comment');
  // `# region name` … `# endregion`, as editors know them from other languages.
  const open: number[] = [];
  for (const comment of document.comments) {
    if (/^#?region\b/.test(comment.text)) open.push(comment.start);
    else if (/^#?endregion\b/.test(comment.text)) {
      const start = open.pop();
      if (start !== undefined) add(start, comment.end, 'region');
    }
  }
  return found;
}

/** Spans around a place, the innermost first: word, argument list, instruction, stage, file. */
export function selections(context: Context, offset: number): readonly Span[] {
  const { document, text } = context;
  const found: Span[] = [{ start: 0, end: text.length }];
  const add = (span: Span): void => {
    const before = found[found.length - 1];
    if (span.start > offset || span.end < offset || !before) return;
    if (span.start < before.start || span.end > before.end) return;
    if (span.start === before.start && span.end === before.end) return;
    found.push({ start: span.start, end: span.end });
  };
  const at = document.instructions.find(({ start, end }) => start <= offset && offset <= end);
  const stage = at ? document.stageOf[at.index] : undefined;
  if (stage) add(stage);
  for (const comment of document.comments) add(comment);
  if (at) {
    add(at);
    for (const heredoc of at.heredocs) add(heredoc.body);
    add({ start: at.start, end: at.lineEnd });
    for (const flag of at.flags) {
      add(flag);
      if (flag.value) add(flag.value);
    }
    add(at.rest);
    const inner = at.kind === 'ONBUILD' && at.instruction ? at.instruction : at;
    if (inner !== at) add(inner.rest);
    if (inner.kind === 'ARG' || inner.kind === 'ENV' || inner.kind === 'LABEL') {
      for (const pair of inner.pairs) {
        add(pair);
        add(pair.key);
        if (pair.value) add(pair.value);
      }
    }
    if ('json' in inner && inner.json) for (const element of inner.json.elements) add(element);
    let start = offset;
    while (start > at.start && /[\w.-]/.test(text[start - 1] ?? '')) start--;
    let end = offset;
    while (end < at.end && /[\w.-]/.test(text[end] ?? '')) end++;
    let wordStart = offset;
    while (wordStart > at.start && /\S/.test(text[wordStart - 1] ?? '')) wordStart--;
    let wordEnd = offset;
    while (wordEnd < at.end && /\S/.test(text[wordEnd] ?? '')) wordEnd++;
    add({ start: wordStart, end: wordEnd });
    if (end > start) add({ start, end });
  }
  return found.reverse();
}
