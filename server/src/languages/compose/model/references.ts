import { once } from '../../../core/memo.js';
import { named } from './merge.js';
import { isHostPath, readShortMount } from './mounts.js';
import type { Service } from './project.js';
import { itemsOf, membersOf, type Place, placeWithin, type Text, textOf, type Value, valueAt } from './value.js';

export type ReferenceKind = 'service' | 'network' | 'volume' | 'secret' | 'config' | 'model';

/** A name in a service's attributes that something else in the project has to define. */
export interface Reference {
  readonly kind: ReferenceKind;
  readonly name: string;
  /** Where the name is written; where it comes out of a variable, the whole text. */
  readonly place: Place;
  /** The attribute that it stands in. */
  readonly attribute: string;
  /** Whether the service waits for what is named. */
  readonly depends: boolean;
}

/** Everything that a service's attributes name. What holds a variable without a value is left out. */
export const referencesOf: (service: Service) => readonly Reference[] = once(({ value }) => referencesIn(value));

/** Everything that the attributes of one service in one file name. */
export function referencesIn(value: Value | undefined): readonly Reference[] {
  const found: Reference[] = [];
  const add = (kind: ReferenceKind, attribute: string, name: string, place: Place): void => {
    const depends = kind === 'service' && attribute !== 'build.additional_contexts';
    if (name !== '') found.push({ kind, attribute, name, place, depends });
  };
  const addPart = (kind: ReferenceKind, attribute: string, text: Text, start: number, end: number): void => {
    const name = text.text?.slice(start, end);
    if (name !== undefined) add(kind, attribute, name, text.text === text.raw ? placeWithin(text, start, end) : text);
  };
  const addNamed = (kind: ReferenceKind, attribute: string): void => {
    for (const { key, place } of membersOf(named(valueAt(value, attribute)))) add(kind, attribute, key, place);
  };
  const addGranted = (kind: ReferenceKind, attribute: string, granted: Value | undefined): void => {
    for (const item of itemsOf(granted)) {
      const source = item.kind === 'table' ? valueAt(item, 'source') : item;
      if (source?.kind === 'text') addPart(kind, attribute, source, 0, source.text?.length ?? 0);
    }
  };
  addNamed('service', 'depends_on');
  addNamed('network', 'networks');
  addNamed('model', 'models');
  for (const link of itemsOf(valueAt(value, 'links'))) {
    if (link.kind !== 'text' || link.text === undefined) continue;
    const parts = link.text.split(':');
    addPart('service', 'links', link, 0, parts.length === 2 ? (parts[0]?.length ?? 0) : link.text.length);
  }
  for (const from of itemsOf(valueAt(value, 'volumes_from'))) {
    if (from.kind !== 'text' || from.text === undefined || from.text.startsWith('container:')) continue;
    addPart('service', 'volumes_from', from, 0, from.text.split(':')[0]?.length ?? 0);
  }
  for (const attribute of ['network_mode', 'ipc', 'pid', 'uts', 'cgroup']) {
    const mode = valueAt(value, attribute);
    if (mode?.kind === 'text' && mode.text?.startsWith(prefix))
      addPart('service', attribute, mode, prefix.length, mode.text.length);
  }
  for (const text of contextTexts(valueAt(value, 'build', 'additional_contexts')))
    if (text.text?.startsWith(prefix))
      addPart('service', 'build.additional_contexts', text, prefix.length, text.text.length);
  addGranted('secret', 'secrets', valueAt(value, 'secrets'));
  addGranted('secret', 'build.secrets', valueAt(value, 'build', 'secrets'));
  addGranted('config', 'configs', valueAt(value, 'configs'));
  for (const item of itemsOf(valueAt(value, 'volumes'))) {
    if (item.kind === 'table') {
      const source = valueAt(item, 'source');
      if (textOf(valueAt(item, 'type')) === 'volume' && source?.kind === 'text')
        addPart('volume', 'volumes', source, 0, source.text?.length ?? 0);
      continue;
    }
    const short = item.kind === 'text' && item.text !== undefined ? readShortMount(item.text) : undefined;
    if (item.kind === 'text' && short?.source !== undefined && short.sourceSpan && !isHostPath(short.source))
      addPart('volume', 'volumes', item, ...short.sourceSpan);
  }
  return found;
}

const prefix = 'service:';

/** The values of additional contexts, which may be items such as `base=service:app`. */
function contextTexts(value: Value | undefined): readonly Text[] {
  const listed = itemsOf(value).flatMap((item) => {
    if (item.kind !== 'text') return [];
    const equals = item.raw.indexOf('=');
    const text = item.text?.slice(item.text.indexOf('=') + 1);
    return equals === -1 ? [] : [{ ...item, at: item.at + equals + 1, raw: item.raw.slice(equals + 1), text }];
  });
  return [...listed, ...membersOf(value).flatMap(({ value: one }) => (one?.kind === 'text' ? [one] : []))];
}

/** Whether a service has something to build an image from. */
export function isBuilt(service: Service): boolean {
  return valueAt(service.value, 'build') !== undefined;
}
