import type { Fact, FactKind } from '../../core/facts.js';
import type { FileView } from '../../core/files.js';
import { join } from '../../core/path.js';
import type { Span } from '../../core/text.js';
import { parseReference } from '../../images/reference.js';
import { spanInScalar } from '../../yaml/values.js';
import type { GithubDocument } from './document.js';
import { kindOf, repositoryRoot } from './kinds.js';
import { actionOf } from './model/action-file.js';
import { environmentOf } from './model/deployments.js';
import { type DockerBuild, dockerBuildsOf } from './model/docker-builds.js';
import { imagesOfAction, imagesOfJob } from './model/images.js';
import { hasExpression, scalarIn } from './model/nodes.js';
import { pushedImages } from './model/pushed-images.js';
import type { Uses } from './model/uses.js';
import { workflowOf } from './model/workflow.js';

/**
 * What a workflow or an action names of other files.
 * - `file`: references to Dockerfiles; details `service`, the job that builds.
 * - `stage`, `arg`, `secret-id`, `build-context`: as a Compose file has them, in the scope of the Dockerfile that is built;
 *   details `service`, and of a stage `known` and `context`, the folder that it is built with (`?` where it is not known).
 * - `callable`: references to actions and workflows of the same repository, in the scope of their path.
 * - `environment`: references to environments, in the scope of the repository, in lower case.
 * - `image`: references to images that jobs, steps and actions run, by repository; details `service`, `tag`. Definitions are
 *   the images that are pushed; details `tag`, which is as written where an expression gives it. They stand once more in the
 *   scope `owner/*`.
 */
export function githubFacts(document: GithubDocument, path: string, files: FileView): readonly Fact[] {
  const kind = kindOf(path) ?? 'workflow';
  const found: Fact[] = [];
  const told = new Set<string>();
  const add: Add = (kind, role, scope, name, span, details = {}) => {
    const fact: Fact = { kind, role, scope, name, span: { start: span.start, end: span.end }, details };
    // A matrix builds the same more than once.
    const text = JSON.stringify([kind, role, scope, name, span.start, span.end, details.tag]);
    if (!told.has(text)) found.push(fact);
    told.add(text);
  };
  const workflow = kind === 'workflow' ? workflowOf(document) : undefined;
  for (const job of workflow?.jobs ?? []) {
    const details = { service: job.id };
    if (job.uses) addCallable(job.uses, path, add, details);
    for (const { uses } of job.steps) if (uses) addCallable(uses, path, add, details);
    for (const image of imagesOfJob(job)) addImage(image, add, details);
    const environment = environmentOf(job);
    if (environment)
      add('environment', 'reference', repositoryRoot(path), environment.text.toLowerCase(), environment, details);
  }
  if (workflow) {
    for (const build of workflow.jobs.flatMap((job) => dockerBuildsOf(job, workflow, path, files)))
      addBuild(build, add);
    const pushed = pushedImages(workflow, path, files);
    for (const { repository, tag, span } of pushed) add('image', 'definition', repository, repository, span, { tag });
    // Those of one owner together, under `owner/*`.
    for (const { repository, span } of pushed)
      if (repository.includes('/'))
        add('image', 'definition', `${repository.slice(0, repository.lastIndexOf('/'))}/*`, repository, span);
  }
  const action = kind === 'action' ? actionOf(document) : undefined;
  if (action) {
    for (const { uses } of action.steps) if (uses) addCallable(uses, path, add, {});
    for (const image of imagesOfAction(action)) addImage(image, add, {});
    const image = action.kind === 'docker' ? scalarIn(action.runs, 'image') : undefined;
    if (image && !image.text.startsWith('docker://') && !hasExpression(image)) {
      const dockerfile = join(path, '..', image.text);
      const span = spanInScalar(image, 0, image.text.length);
      add('file', 'reference', '', dockerfile, span);
      add('stage', 'reference', dockerfile, '', span, { context: join(dockerfile, '..'), known: 'yes' });
    }
  }
  return found;
}

type Add = (
  kind: FactKind,
  role: Fact['role'],
  scope: string,
  name: string,
  span: Span,
  details?: Record<string, string>,
) => void;

function addBuild(build: DockerBuild, add: Add): void {
  const { dockerfile, target, at } = build;
  if (dockerfile === undefined) return;
  const details = { service: build.job.id };
  add('file', 'reference', '', dockerfile, (build.dockerfileText ?? build.contextText)?.span ?? at, details);
  const context = build.context ?? '?';
  const known = build.hasUnknownTarget ? 'no' : 'yes';
  add('stage', 'reference', dockerfile, target?.text.toLowerCase() ?? '', target?.span ?? at, {
    ...details,
    known,
    context,
  });
  for (const { text, span } of build.args) add('arg', 'reference', dockerfile, text, span, details);
  for (const { text, span } of build.secrets) add('secret-id', 'definition', dockerfile, text, span, details);
  for (const { text, span } of build.contexts) add('build-context', 'definition', dockerfile, text, span, details);
}

function addCallable({ form, scalar, text }: Uses, path: string, add: Add, details: Record<string, string>): void {
  // The repository may name itself: of another one, a file of that path is not looked for.
  const isOwn = form.kind === 'local' || (form.kind === 'repository' && form.path.startsWith('.github/'));
  if (!isOwn) return;
  // A path may lead through a folder that the repository was checked out to once more.
  const again = form.path.indexOf('/.github/');
  const target = join(repositoryRoot(path), again === -1 ? form.path : form.path.slice(again + 1));
  const scope = /\.ya?ml$/.test(target) ? target : join(target, 'action.yml');
  add('callable', 'reference', scope, scope, spanInScalar(scalar, 0, text.length), details);
}

function addImage(
  { at, text }: { readonly at: Span; readonly text: string | undefined },
  add: Add,
  details: Record<string, string>,
): void {
  if (!text || /\$\{\{|\s/.test(text)) return;
  const { repository, tag = '' } = parseReference(text);
  if (repository !== '') add('image', 'reference', repository, repository, at, { ...details, tag });
}
