import type { Link } from '../../../core/features.js';
import type { Span } from '../../../core/text.js';
import { imagePage } from '../../../images/page.js';
import { parseReference } from '../../../images/reference.js';
import type { YamlScalar } from '../../../yaml/tree.js';
import { kindOf } from '../kinds.js';
import { actionOf } from '../model/action-file.js';
import { localAction, localWorkflow } from '../model/interface.js';
import { entriesOf, mapIn, scalarIn } from '../model/nodes.js';
import type { Uses } from '../model/uses.js';
import { workflowOf } from '../model/workflow.js';
import type { Context } from './expression-at.js';

/** Links from what is used to where it is: files of the repository, pages of actions and images. */
export function links(context: Context): readonly Link[] {
  const { document, path } = context;
  const kind = kindOf(path) ?? 'workflow';
  const workflow = kind === 'workflow' ? workflowOf(document) : undefined;
  const action = kind === 'action' ? actionOf(document) : undefined;
  const found: Link[] = [];
  for (const job of workflow?.jobs ?? []) {
    if (job.uses) found.push(...linkOf(job.uses, context));
    const container = scalarIn(job.map, 'container') ?? scalarIn(job.map, 'container', 'image');
    const services = entriesOf(mapIn(job.map, 'services')).map(({ value }) => scalarIn(value, 'image'));
    for (const image of [container, ...services]) if (image) found.push(...imageLink(image.text, inner(image)));
  }
  for (const step of [...(workflow?.jobs.flatMap(({ steps }) => steps) ?? []), ...(action?.steps ?? [])])
    if (step.uses) found.push(...linkOf(step.uses, context));
  return found;
}

function inner({ style, start, end }: YamlScalar): Span {
  const quote = style === 'single' || style === 'double' ? 1 : 0;
  return { start: start + quote, end: end - quote };
}

function linkOf(uses: Uses, { path, files }: Context): readonly Link[] {
  const { form, scalar } = uses;
  const span = inner(scalar);
  switch (form.kind) {
    case 'local': {
      const target = localAction(uses, path, files) ?? localWorkflow(uses, path, files);
      return target ? [{ span, target: { path: target.path }, tooltip: `Open ${target.path}` }] : [];
    }
    case 'docker':
      return imageLink(form.image, span);
    case 'repository': {
      const folder = form.path === '' ? '' : `/${form.path}`;
      const ref = form.ref ?? 'HEAD';
      const tree = folder === '' && form.ref === undefined ? '' : `/tree/${encodeURI(ref)}${folder}`;
      const isFile = /\.ya?ml$/.test(form.path);
      const url = `https://github.com/${form.owner}/${form.repo}${isFile ? tree.replace('/tree/', '/blob/') : tree}`;
      return [{ span, target: { url }, tooltip: `Open ${form.owner}/${form.repo} on GitHub` }];
    }
    default:
      return [];
  }
}

function imageLink(image: string, span: Span): readonly Link[] {
  if (image === '' || image.includes('${{')) return [];
  const reference = parseReference(image);
  const page = reference && imagePage(reference);
  return page ? [{ span, target: { url: page }, tooltip: 'Open the page of the image' }] : [];
}
