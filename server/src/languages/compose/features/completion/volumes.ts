import type { Items } from '../../../../core/completion-items.js';
import { projectOf, resourcesOf } from '../../model/project.js';
import { textOf, valueAt } from '../../model/value.js';
import type { Place } from './place.js';

/** Named volumes as the source of a mount, and the options of the short form. */
export function completeVolumes(place: Place, into: Items): void {
  const { path, role, typed, span, context } = place;
  const attribute = path.slice(2).join('.');
  if (path[0] !== 'services' || role !== 'value') return;
  if (attribute !== 'volumes.-' && attribute !== 'volumes.-.source') return;
  const project = projectOf(context.document, context.path, context.files);
  const short = attribute === 'volumes.-';
  if (!typed.includes(':')) {
    const colon = short && !context.text.slice(place.offset, span.end).includes(':');
    const end = context.text.slice(span.start, span.end).indexOf(':');
    const word = { start: span.start, end: short && end !== -1 ? span.start + end : span.end };
    for (const [name, { value }] of resourcesOf(project, 'volumes')) {
      const external = textOf(valueAt(value, 'external'));
      into.add(word, name, {
        kind: 'reference',
        text: colon ? `${name}:` : name,
        detail: external !== undefined && external !== 'false' ? 'external volume' : 'volume',
        again: colon,
      });
    }
    return;
  }
  const option = short ? /^[^:]+:[^:]+:(?:[\w]+,)*(\w*)$/.exec(typed) : null;
  if (!option) return;
  const bind = /^[./~]/.test(typed);
  const start = place.offset - (option[1] ?? '').length;
  for (const { name, detail, binds } of options)
    if (binds === undefined || binds === bind) into.add({ start, end: span.end }, name, { kind: 'enum', detail });
}

const options: readonly { readonly name: string; readonly detail: string; readonly binds?: boolean }[] = [
  { name: 'ro', detail: 'the container cannot write to it' },
  { name: 'rw', detail: 'the container can write to it, as it can by itself' },
  { name: 'z', detail: 'SELinux: shared with other containers', binds: true },
  { name: 'Z', detail: 'SELinux: for this container alone', binds: true },
  { name: 'rslave', detail: 'mounts made on the host later are seen', binds: true },
  { name: 'rshared', detail: 'mounts made later are seen on both sides', binds: true },
  { name: 'nocopy', detail: 'what the image has there is not copied into it', binds: false },
];
