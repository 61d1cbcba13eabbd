import type { Span } from '../../../core/text.js';
import { embedded } from '../../../expr/find.js';
import { resultsOf } from '../../../expr/flow.js';
import { parseExpression } from '../../../expr/parse.js';
import { pathOf } from '../../../expr/path.js';
import type { ExprNode } from '../../../expr/tree.js';
import type { YamlScalar } from '../../../yaml/tree.js';
import { spanInScalar } from '../../../yaml/values.js';
import type { ActionFile } from './action-file.js';
import { matrixValues } from './matrix.js';
import { entriesOf, hasExpression, scalarIn, valueIn } from './nodes.js';
import type { Job, Step } from './workflow.js';

/** An image that a job, a step or an action runs. */
export interface ImageUse {
  /** Where it is written: there, or in the matrix that gives it. */
  readonly at: Span;
  /** As written; undefined where only the run can tell. */
  readonly text: string | undefined;
  readonly place: 'container' | 'service' | 'step' | 'action';
}

/** The images of a job: of its container, its services and the steps that name one. */
export function imagesOfJob(job: Job): readonly ImageUse[] {
  const found: ImageUse[] = [];
  const add = (scalar: YamlScalar | undefined, place: ImageUse['place']): void => {
    if (scalar) for (const { at, text } of textsOf(scalar, job)) found.push({ at, text, place });
  };
  const container = valueIn(job.map, 'container');
  add(container?.kind === 'scalar' ? container : scalarIn(container, 'image'), 'container');
  for (const { value } of entriesOf(valueIn(job.map, 'services'))) {
    add(value?.kind === 'scalar' ? value : scalarIn(value, 'image'), 'service');
  }
  return [...found, ...imagesOfSteps(job.steps)];
}

export function imagesOfAction(action: ActionFile): readonly ImageUse[] {
  if (action.kind !== 'docker') return imagesOfSteps(action.steps);
  const image = scalarIn(action.runs, 'image');
  if (!image?.text.startsWith('docker://')) return [];
  return [{ at: spanInScalar(image, 9, image.text.length), text: image.text.slice(9), place: 'action' }];
}

function imagesOfSteps(steps: readonly Step[]): readonly ImageUse[] {
  return steps.flatMap(({ uses }) => {
    if (uses?.form.kind !== 'docker') return [];
    const at = spanInScalar(uses.scalar, uses.form.imageAt, uses.text.length);
    return [{ at, text: uses.form.image, place: 'step' as const }];
  });
}

interface Text {
  readonly at: Span;
  readonly text: string | undefined;
}

/** What a scalar may be, where all of it is an expression; else the scalar itself. */
function textsOf(scalar: YamlScalar, job: Job): readonly Text[] {
  const [whole, another] = embedded(scalar.text);
  const isWhole =
    whole &&
    !another &&
    `${scalar.text.slice(0, whole.outer.start)}${scalar.text.slice(whole.outer.end)}`.trim() === '';
  if (!isWhole) return [{ at: scalar, text: scalar.text }];
  const { root } = parseExpression(whole.text);
  if (!root) return [];
  return resultsOf(root).flatMap((node): readonly Text[] => {
    if (node.kind !== 'literal') return fromMatrix(node, job) ?? [{ at: scalar, text: undefined }];
    if (typeof node.value !== 'string') return [];
    return [{ at: spanInScalar(scalar, whole.start + node.start, whole.start + node.end), text: node.value }];
  });
}

/** The values that the matrix gives; undefined where that is not written out. */
function fromMatrix(node: ExprNode, job: Job): readonly Text[] | undefined {
  const [context, row, ...below] = pathOf(node) ?? [];
  if (context?.name.toLowerCase() !== 'matrix' || !row || row.style === 'any') return undefined;
  const values = matrixValues(job, row.name);
  if (!values || values.length === 0) return undefined;
  return values.map((value) => {
    const scalar = below.length === 0 ? value : valueIn(value, ...below.map(({ name }) => name));
    if (scalar?.kind !== 'scalar') return { at: value, text: below.length === 0 ? undefined : '' };
    return { at: scalar, text: hasExpression(scalar) ? undefined : scalar.text };
  });
}
