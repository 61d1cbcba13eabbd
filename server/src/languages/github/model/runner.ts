import type { YamlScalar } from '../../../yaml/tree.js';
import { type RunnerOs, runnerOf } from '../tables/runners.js';
import { matrixValues } from './matrix.js';
import { hasExpression, scalarsOf, valueIn } from './nodes.js';
import type { Job } from './workflow.js';

/** A label of `runs-on`, where it is written: there, or in the matrix that gives it. */
export interface RunnerLabel {
  readonly text: string;
  readonly scalar: YamlScalar;
  /** Whether it is one of several that the matrix gives in turn. */
  readonly fromMatrix: boolean;
}

export interface Runner {
  readonly labels: readonly RunnerLabel[];
  /** Whether all labels are known. */
  readonly complete: boolean;
}

/** The labels that a job asks for; those of a matrix are all that it may give. */
export function labelsOf(job: Job): Runner {
  const runsOn = valueIn(job.map, 'runs-on');
  const written = scalarsOf(runsOn?.kind === 'map' ? valueIn(runsOn, 'labels') : runsOn);
  let complete = written.length > 0;
  const labels = written.flatMap((scalar): readonly RunnerLabel[] => {
    if (!hasExpression(scalar)) return [{ text: scalar.text, scalar, fromMatrix: false }];
    const name = /^\s*\$\{\{\s*matrix\.([\w-]+)\s*\}\}\s*$/.exec(scalar.text)?.[1];
    const values = name === undefined ? undefined : matrixValues(job, name);
    if (!values) {
      complete = false;
      return [];
    }
    return values
      .flatMap((value) => scalarsOf(value))
      .flatMap((one) => {
        if (hasExpression(one)) complete = false;
        return hasExpression(one) ? [] : [{ text: one.text, scalar: one, fromMatrix: true }];
      });
  });
  return { labels, complete };
}

/** The system that a label tells of; undefined for one that says nothing of it. */
function osOfLabel(label: string): RunnerOs | undefined {
  const known = runnerOf(label);
  if (known) return known.os;
  const name = label.toLowerCase();
  if (/^(?:ubuntu|linux)(?:$|-)/.test(name)) return 'linux';
  if (/^windows(?:$|-)/.test(name)) return 'windows';
  return /^(?:macos|xcode)(?:$|-)/.test(name) ? 'macos' : undefined;
}

/** The system that a job runs on; undefined where its labels do not tell, or do not agree. */
export function osOf(job: Job): RunnerOs | undefined {
  const { labels, complete } = labelsOf(job);
  if (!complete) return undefined;
  const found = new Set(labels.map(({ text }) => osOfLabel(text)).filter((os) => os !== undefined));
  const [only] = found;
  // Of a matrix, a label without a system may be of any.
  if (found.size !== 1 || labels.some(({ text, fromMatrix }) => fromMatrix && !osOfLabel(text))) return undefined;
  return only;
}
