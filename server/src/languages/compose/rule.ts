import type { Related } from '../../core/finding.js';
import type { MessageParams } from '../../core/message.js';
import {
  type OptionSpecs,
  type ReportDetails,
  type Rule,
  type RuleContext,
  ruleOf,
  type Templates,
} from '../../core/rule.js';
import type { YamlComment, YamlEntry, YamlMap, YamlProblem, YamlScalar } from '../../yaml/tree.js';
import type { YamlPath } from '../../yaml/walk.js';
import type { ComposeDocument } from './document.js';
import type { Project, Service } from './model/project.js';
import type { Member, Place } from './model/value.js';

/**
 * What the walk over a Compose file emits. The first five tell what is written in this file; the others what the project
 * means that it belongs to, with its other files merged: their places may be in those, so that rules report with `reportAt`.
 */
export type ComposeEvents = {
  /** Once, before all others. */
  file: ComposeDocument;
  problem: YamlProblem;
  comment: YamlComment;
  /** Every map that is written, with the path of keys that leads to it. */
  map: { readonly map: YamlMap; readonly path: YamlPath };
  /** Every scalar that is a value. */
  scalar: { readonly scalar: YamlScalar; readonly path: YamlPath };
  /** Every `key: value`. */
  entry: { readonly entry: YamlEntry; readonly path: YamlPath; readonly map: YamlMap };
  /** Once. */
  project: Project;
  /** Each service of which this file says something. */
  service: ServiceUse;
  /** Each member of `networks`, `volumes`, `configs`, `secrets` and `models` that this file names. */
  resource: ResourceUse;
};

export interface ServiceUse {
  readonly service: Service;
  readonly project: Project;
}

export type ResourceKind = 'networks' | 'volumes' | 'configs' | 'secrets' | 'models';

export interface ResourceUse {
  readonly kind: ResourceKind;
  readonly member: Member;
  readonly project: Project;
}

/** Defines a rule of the Compose language. */
export const composeRule: ReturnType<typeof ruleOf<ComposeEvents, ComposeDocument>> = ruleOf<
  ComposeEvents,
  ComposeDocument
>();

/** The places at which each rule has reported in a run, by the context that it is given for that. */
const reported = new WeakMap<object, Set<string>>();

/**
 * Reports at a place of the project, if it is in the file that is checked: another file's findings are its own check's.
 * What several services take over, by an alias or `extends`, is reported once where it is written.
 */
export function reportAt<M extends Templates, F extends Templates, O extends OptionSpecs>(
  ctx: RuleContext<ComposeDocument, M, F, O>,
  place: Place,
  message: keyof M & string,
  params: MessageParams = {},
  details: ReportDetails<keyof F & string> = {},
): void {
  if (!isHere(ctx, place)) return;
  const places = reported.get(ctx) ?? new Set();
  reported.set(ctx, places);
  const key = `${message} ${place.span.start} ${place.span.end}`;
  if (places.has(key)) return;
  places.add(key);
  ctx.report(place.span, message, params, details);
}

/** Whether a place is in the file that is checked. */
export function isHere(ctx: { readonly path: string }, place: Place): boolean {
  return place.file.path === ctx.path;
}

/** A place of the project as one that belongs to a finding. */
export function relatedAt(ctx: { readonly path: string }, place: Place, message: string): Related {
  return isHere(ctx, place) ? { span: place.span, message } : { path: place.file.path, span: place.span, message };
}

export type { Rule };
