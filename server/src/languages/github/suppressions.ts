import type { SuppressedName, Suppression } from '../../core/suppress.js';
import { lineStart, type Span } from '../../core/text.js';
import { shellDirectives } from '../../shell/directives.js';
import { commentRemoval, listedNames, ownSuppressions, scopeOf } from '../../yaml/suppressions.js';
import type { YamlComment } from '../../yaml/tree.js';
import type { GithubDocument } from './document.js';
import { actionOf } from './model/action-file.js';
import { scriptOf } from './model/script.js';
import { type Step, workflowOf } from './model/workflow.js';
import { zizmorScope } from './peers/zizmor-scope.js';

// Each syntax is a pattern over the text of a comment without its first `#`. The names are in the group `names`.
const zizmor = /(?:^|# )zizmor: ignore\[(?<names>[^\]]+)\](?:\s|$)/;
const checkov = /(?:checkov|bridgecrew|cortex):skip= *(?<names>[A-Za-z_\d-]+(?:,[A-Za-z_\d-]+)*)/;

/** The directives that silence findings in a file of GitHub's: our own and those of the peers. */
export function suppressions(document: GithubDocument): readonly Suppression[] {
  const { text, stream } = document;
  const found = [...ownSuppressions(text, stream)];
  let blocks: readonly Span[] | undefined;
  for (const { comments } of stream.documents) {
    for (const comment of comments) {
      const names = zizmor.exec(comment.text)?.groups?.names;
      if (names !== undefined) found.push(...zizmorDirective(document, comment, comments, names));
      const skipped = checkov.exec(comment.text)?.groups?.names;
      if (skipped === undefined) continue;
      blocks ??= blocksOf(document);
      found.push(checkovDirective(document, blocks, comment, comments, skipped));
    }
  }
  if (text.includes('shellcheck')) found.push(...inScripts(document));
  return found;
}

/** One for each name, as each reaches as far as its rule does. */
function zizmorDirective(
  document: GithubDocument,
  comment: YamlComment,
  comments: readonly YamlComment[],
  list: string,
): readonly Suppression[] {
  const { text } = document;
  const at = text.indexOf('[', text.indexOf('zizmor: ignore[', comment.start)) + 1;
  const names = listedNames(list, at);
  return names.map(({ name, span, removal }) => ({
    span: spanOf(comment),
    scope: zizmorScope(document, comment, comments, name),
    names: [{ name: `zizmor:${name}`, span }],
    syntax: 'zizmor',
    removal: removal ?? directiveRemoval(text, comment),
  }));
}

/** Takes a directive out, and leaves what a comment says before it. */
function directiveRemoval(text: string, comment: YamlComment): NonNullable<Suppression['removal']> {
  const start = text.indexOf('# zizmor: ignore[', comment.start);
  if (start <= comment.start || start >= comment.end) return commentRemoval(text, comment);
  const before = text.slice(comment.start, start);
  return { span: { start: comment.start + before.trimEnd().length, end: comment.end }, text: '' };
}

/** In a step or a job for that, else for the file. */
function checkovDirective(
  { text }: GithubDocument,
  blocks: readonly Span[],
  comment: YamlComment,
  comments: readonly YamlComment[],
  list: string,
): Suppression {
  const line = scopeOf(text, comment, comments);
  const around =
    blocks.find(({ start }) => comment.ownLine && lineStart(text, start) === line.start) ??
    blocks.find(({ start, end }) => start <= line.end && line.start <= end && start <= comment.start);
  const at = text.indexOf(list, text.indexOf('skip=', comment.start));
  const names: readonly SuppressedName[] = listedNames(list, at).map((one) => ({
    ...one,
    name: `checkov:${one.name}`,
  }));
  const scope = around ? { start: Math.min(around.start, line.start), end: Math.max(around.end, line.end) } : 'file';
  return { span: spanOf(comment), scope, names, syntax: 'checkov', removal: commentRemoval(text, comment) };
}

/** Steps first, then jobs. */
function blocksOf(document: GithubDocument): readonly Span[] {
  return [
    ...stepsOf(document).map(({ step }) => step.map),
    ...(workflowOf(document)?.jobs ?? []).map(({ entry }) => entry),
  ];
}

/** ShellCheck's directives in scripts: each holds for the command after it. */
function inScripts(document: GithubDocument): readonly Suppression[] {
  return stepsOf(document).flatMap(({ step, ...around }) => {
    if (!step.run?.text.includes('shellcheck')) return [];
    const script = scriptOf(step, around);
    if (!script?.reading) return [];
    return shellDirectives(script.reading).map((directive): Suppression => {
      const span = script.span(directive);
      const names = directive.names.map((name) => ({
        name: name === 'all' ? 'shellcheck:*' : `shellcheck:${name}`,
        span,
      }));
      return { span, scope: script.span(directive.scope), names, syntax: 'shellcheck' };
    });
  });
}

type Placed = { readonly step: Step } & Pick<Parameters<typeof scriptOf>[1], 'job' | 'workflow'>;

function stepsOf(document: GithubDocument): readonly Placed[] {
  const workflow = workflowOf(document);
  const ofJobs = workflow?.jobs.flatMap((job) => job.steps.map((step): Placed => ({ step, job, workflow }))) ?? [];
  return [...ofJobs, ...(actionOf(document)?.steps ?? []).map((step): Placed => ({ step }))];
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
