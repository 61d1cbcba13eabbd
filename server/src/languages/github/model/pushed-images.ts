import type { FileView } from '../../../core/files.js';
import type { Span } from '../../../core/text.js';
import { parseReference } from '../../../images/reference.js';
import type { YamlMap } from '../../../yaml/tree.js';
import { dockerBuildsOf } from './docker-builds.js';
import { inputLines } from './input-lines.js';
import { mapIn, namedEntry } from './nodes.js';
import { placedCommands, plainText, spanOfWord } from './placed-commands.js';
import { isAction } from './uses.js';
import { isOn, withOf } from './with.js';
import type { Job, Step, Workflow } from './workflow.js';

/** An image that a workflow pushes to a registry whose name is written out. */
export interface PushedImage {
  readonly repository: string;
  /** An expression where one gives it; empty for none. */
  readonly tag: string;
  readonly span: Span;
}

/** The tag of a commit's hash. */
export const shaTag = '${{ github.sha }}';
const otherTag = '${{ … }}';

export function pushedImages(workflow: Workflow, path: string, files: FileView): readonly PushedImage[] {
  return workflow.jobs.flatMap((job) => [
    ...dockerBuildsOf(job, workflow, path, files).flatMap(({ step, tags }) =>
      step.uses && pushes(step)
        ? tags.flatMap(({ text, span }) => {
            const meta = /^\$\{\{\s*steps\.([\w-]+)\.outputs\.tags\s*\}\}$/.exec(text)?.[1];
            if (meta !== undefined) return fromMetadata(job, meta, workflow, span);
            return imageOf(text, span, [step.map, job.map, workflow.root]);
          })
        : [],
    ),
    ...job.steps.flatMap((step) => (/\bpush\b/.test(step.run?.text ?? '') ? pushedByScript(step, job, workflow) : [])),
  ]);
}

function pushes(step: Step): boolean {
  const inputs = withOf(step);
  return inputs !== undefined && isOn(inputs, 'push') !== false;
}

function imageOf(text: string, span: Span, around: readonly (YamlMap | undefined)[]): readonly PushedImage[] {
  const written = withVariables(text, around);
  const colon = written.indexOf('${{');
  const head = colon === -1 ? written : written.slice(0, colon);
  // The name has to be whole before the first expression.
  const match = /^([^\s:$]+(?::\d+\/[^\s:$]+)?)(?::(.*))?$/s.exec(colon === -1 ? written : `${head}x`);
  if (!match?.[1] || (colon !== -1 && match[2] === undefined)) return [];
  const { repository } = parseReference(match[1]);
  const tag = written.slice(match[1].length + 1);
  if (repository === '') return [];
  return [{ repository, tag: /^\$\{\{\s*github\.sha\s*\}\}$/.test(tag) ? shaTag : tag, span }];
}

/** A text in which the variables that a file sets are replaced by what it says. */
function withVariables(text: string, around: readonly (YamlMap | undefined)[]): string {
  return text.replace(/\$\{\{\s*env\.(\w+)\s*\}\}/g, (whole, name: string) => {
    for (const map of around) {
      const value = namedEntry(mapIn(map, 'env'), name)?.value;
      if (value) return value.kind === 'scalar' ? value.text : whole;
    }
    return whole;
  });
}

/** What `docker/metadata-action` makes of its images and its rules of tags. */
function fromMetadata(job: Job, id: string, workflow: Workflow, span: Span): readonly PushedImage[] {
  const step = job.steps.find((one) => one.id?.text === id);
  const inputs = step && isAction(step.uses, 'docker/metadata-action') ? withOf(step) : undefined;
  const images = inputs?.get('images')?.value;
  if (!step || images?.kind !== 'scalar') return [];
  const tags = inputs?.get('tags')?.value;
  const rules = tags?.kind === 'scalar' ? inputLines(tags).map(({ text }) => tagOfRule(text)) : [otherTag];
  const flavor = inputs?.get('flavor')?.value;
  if (flavor?.kind === 'scalar' && /latest=(?!false|auto)/.test(flavor.text)) rules.push('latest');
  return inputLines(images, ',').flatMap((line) =>
    imageOf(line.text.replace(/^name=/, ''), span, [step.map, job.map, workflow.root]).flatMap((image) =>
      rules.map((tag) => ({ ...image, tag })),
    ),
  );
}

function tagOfRule(rule: string): string {
  if (/^type=sha\b/.test(rule)) return shaTag;
  const raw = /^(?:type=raw,(?:.*,)?value=)?([\w.-]+)(?:,|$)/.exec(rule)?.[1];
  return raw ?? otherTag;
}

function pushedByScript(step: Step, job: Job, workflow: Workflow): readonly PushedImage[] {
  return placedCommands(step, { job, workflow }).flatMap(({ command, script }) => {
    const { name, args } = command;
    if ((name !== 'docker' && name !== 'podman') || args[0]?.value !== 'push') return [];
    const word = args.findLast(({ text }) => !text.startsWith('-'));
    const text =
      word && word !== args[0] ? script.scalar.text.slice(word.pos, word.end).replace(/^(["'])(.*)\1$/s, '$2') : '';
    if (!word || text === '' || (plainText(word, script) === undefined && !text.includes('${{'))) return [];
    return imageOf(text, spanOfWord(word, script), [step.map, job.map, workflow.root]);
  });
}
