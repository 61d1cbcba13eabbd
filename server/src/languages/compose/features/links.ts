import type { FeatureContext, Link } from '../../../core/features.js';
import { join, resolvePath } from '../../../core/path.js';
import { imagePage } from '../../../images/page.js';
import { parseReference } from '../../../images/reference.js';
import type { ComposeDocument } from '../document.js';
import { keyed } from '../model/merge.js';
import { mountOf } from '../model/mounts.js';
import { envFilePaths } from '../model/names.js';
import { ownLayers } from '../model/own-layers.js';
import { type Project, projectOf } from '../model/project.js';
import {
  itemsOf,
  membersOf,
  type Place,
  placeWithin,
  type Text,
  textOf,
  textsOf,
  type Value,
  valueAt,
} from '../model/value.js';

type Context = FeatureContext<ComposeDocument>;

/** Links from images to their pages, and from every path that a Compose file names to the file. */
export function links(context: Context): readonly Link[] {
  const { document, path, files } = context;
  const project = projectOf(document, path, files);
  const found: Link[] = [];
  const seen = new Set<number>();
  const into: Into = {
    project,
    files,
    add(place, target, tooltip) {
      const { span } = 'raw' in place ? placeWithin(place, 0, place.raw.length) : place;
      if (seen.has(span.start)) return;
      seen.add(span.start);
      found.push({ span: { start: span.start, end: span.end }, target, tooltip });
    },
  };
  for (const root of ownLayers(project)) {
    for (const { value } of membersOf(valueAt(root, 'services'))) addService(value, into);
    for (const kind of ['configs', 'secrets'])
      for (const { value } of membersOf(valueAt(root, kind))) addPath(valueAt(value, 'file'), into);
    for (const item of itemsOf(valueAt(root, 'include'))) {
      if (item.kind === 'text') addPath(item, into);
      for (const key of ['path', 'env_file']) for (const text of textsOf(valueAt(item, key))) addPath(text, into);
    }
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

interface Into {
  readonly project: Project;
  readonly files: Context['files'];
  add(place: Place | Text, target: Link['target'], tooltip: string): void;
}

function addService(service: Value | undefined, into: Into): void {
  const image = valueAt(service, 'image');
  const text = textOf(image);
  const url = text === undefined ? undefined : imagePage(parseReference(text));
  if (image && url !== undefined) into.add(image, { url }, 'Open the page of the image');
  addBuild(valueAt(service, 'build'), into);
  for (const key of ['env_file', 'label_file'])
    for (const one of envFilePaths(into.project, valueAt(service, key))) addFile(one.value, one.path, into);
  addPath(valueAt(service, 'credential_spec', 'file'), into);
  addPath(valueAt(service, 'extends', 'file'), into);
  for (const item of itemsOf(valueAt(service, 'volumes'))) {
    const mount = mountOf(item);
    if (mount?.type === 'bind' && mount.source !== undefined)
      addFile(mount.sourcePlace, pathFrom(into.project.directory, mount.source), into);
  }
}

function addFile(place: Place | Text | undefined, target: string | undefined, { files, add }: Into): void {
  if (place && target !== undefined && files.kind(target) === 'file') add(place, { path: target }, 'Open the file');
}

/** A value that is the path of a file. */
function addPath(value: Value | undefined, into: Into): void {
  addFile(value, pathOf(into.project, value), into);
}

/** The path in the workspace that a value names; undefined for addresses and for what leads out of it. */
function pathOf(project: Project, value: Value | undefined): string | undefined {
  const text = textOf(value);
  return value && text !== undefined ? pathFrom(project.directory, text) : undefined;
}

function pathFrom(directory: string, text: string): string | undefined {
  if (text === '' || /^(?:[a-z][a-z0-9+.-]*:|git@|~|\\\\|[A-Za-z]:)/i.test(text) || /\.git(?:#|$)/.test(text))
    return undefined;
  return resolvePath(directory, text);
}

/** The Dockerfile where it is named; a context leads to the one that is built in it. */
function addBuild(build: Value | undefined, into: Into): void {
  if (!build) return;
  const { project, files, add } = into;
  for (const { value } of membersOf(keyed(valueAt(build, 'additional_contexts')))) {
    const other = pathOf(project, value);
    if (other !== undefined) addFile(value, join(other, 'Dockerfile'), into);
  }
  const given = build.kind === 'text' ? build : valueAt(build, 'context');
  const context = given ? pathOf(project, given) : project.directory;
  if (context === undefined) return;
  const named = valueAt(build, 'dockerfile');
  const name = textOf(named) ?? (named ? undefined : 'Dockerfile');
  const target = name === undefined ? undefined : pathFrom(context, name);
  if (target === undefined || files.kind(target) !== 'file') return;
  if (named) add(named, { path: target }, 'Open the file');
  if (given) add(given, { path: target }, 'Open the Dockerfile');
}
