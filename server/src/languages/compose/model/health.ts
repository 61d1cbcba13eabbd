import type { GraphView } from '../../../core/facts.js';
import type { FileView } from '../../../core/files.js';
import { knownImage } from '../images.js';
import { buildOf, healthcheckOf } from './build.js';
import { builtStage } from './dockerfiles.js';
import type { Project, Service } from './project.js';
import { textOf, valueAt } from './value.js';

/**
 * Whether a container of a service has a health check: `off` where it is switched off, `missing` where neither Compose nor
 * an image that is known has one, `unseen` where only an image that is not known could.
 */
export type Health = 'set' | 'off' | 'missing' | 'unseen' | 'unknown';

interface Around {
  readonly graph: GraphView;
  readonly files: FileView;
}

export function healthOf(project: Project, service: Service, { graph, files }: Around): Health {
  const { value } = service;
  const written = healthcheckOf(service);
  if (written) return written === 'none' ? 'off' : 'set';
  if (!value || valueAt(value, 'provider') || (valueAt(value, 'extends') && !project.complete)) return 'unknown';
  const build = buildOf(project, service);
  if (build) {
    const text = build.inline ? build.inline.text : build.dockerfile && files.read(build.dockerfile);
    if (typeof text !== 'string') return 'unknown';
    if (!/^[ \t]*HEALTHCHECK[ \t\\]/im.test(text)) return 'unseen';
    const said = builtStage(graph, build)?.details?.healthcheck;
    if (said === 'none') return 'off';
    // A stage below may have it, which is not followed here.
    return said === 'set' ? 'set' : 'unknown';
  }
  const image = textOf(valueAt(value, 'image'));
  if (!image || isBuiltHere(project, image)) return 'unknown';
  const known = knownImage(image);
  if (known) return known.checksItself === 'no' ? 'missing' : 'unknown';
  return 'unseen';
}

/** Whether another service of the project builds an image, so that no registry has to have it. */
export function isBuiltHere(project: Project, image: string): boolean {
  let images = built.get(project);
  if (!images) {
    images = new Set();
    for (const { value } of project.services.values()) {
      const name = valueAt(value, 'build') ? textOf(valueAt(value, 'image')) : undefined;
      if (name !== undefined) images.add(name);
    }
    built.set(project, images);
  }
  return images.has(image);
}

const built = new WeakMap<Project, Set<string>>();
