import { nearest } from '../../../core/nearest.js';
import type { Project, Service } from './project.js';
import { type Value, valueAt } from './value.js';

/** Whether a service says what its container is made of. */
export function hasImage(value: Value | undefined): boolean {
  const image = valueAt(value, 'image');
  if (image && !(image.kind === 'text' && image.text === '')) return true;
  const build = valueAt(value, 'build');
  return build !== undefined || valueAt(value, 'provider') !== undefined;
}

export interface DriftedService {
  readonly service: Service;
  /** The service of the files below that may be meant. */
  readonly near: string | undefined;
}

/** The services that the checked file, put over others, changes and that none of those has: it does not make them whole. */
export function driftedServices(project: Project): readonly DriftedService[] {
  const layers = project.files.filter(({ role }) => role === 'file');
  if (layers.length < 2 || layers[0] === project.main) return [];
  const all = [...project.services.values()];
  const own = (service: Service): boolean => service.files.size === 1 && service.files.has(project.main);
  const below = all.filter((service) => !own(service)).map(({ name }) => name);
  return all
    .filter((service) => own(service) && !hasImage(service.value) && !valueAt(service.value, 'extends'))
    .map((service) => ({ service, near: nearest(service.name, below) }));
}
