import type { CancelSignal } from './cancel.js';
import { throwIfCancelled } from './cancel.js';
import type { GraphView } from './facts.js';
import type { FileView } from './files.js';
import type { Finding, Fix, Severity } from './finding.js';
import type { Log } from './log.js';
import { format, type MessageParams, type Translate } from './message.js';
import { KeptFindings, noPart, type Part } from './parts.js';
import {
  includes,
  type OptionSpecs,
  type Profile,
  type ReportDetails,
  type Rule,
  type RuleContext,
  type RuleHandler,
  type Templates,
} from './rule.js';
import type { Span } from './text.js';

/** A rule that is on, with the level and options that the configuration gives it. */
export interface ActiveRule {
  readonly rule: Rule;
  /** Set where the user chose the level, which then holds for every finding of the rule. */
  readonly level: Severity | undefined;
  /** Findings that are only for a stricter profile are left out; undefined where none are. */
  readonly profile?: Profile | undefined;
  readonly options: Readonly<Record<string, unknown>>;
}

interface Listener {
  /** The rule's place in the set. */
  readonly index: number;
  readonly handler: RuleHandler;
}

type Listeners = ReadonlyMap<string, readonly Listener[]>;

/** All active rules of a language, merged by the event that they wait for. Built once per configuration. */
export interface RuleSet {
  readonly active: readonly ActiveRule[];
  readonly ofParts: Listeners;
  readonly ofFile: Listeners;
}

export function ruleSet(active: readonly ActiveRule[]): RuleSet {
  const ofParts = new Map<string, Listener[]>();
  const ofFile = new Map<string, Listener[]>();
  active.forEach(({ rule }, index) => {
    const byEvent = rule.reach === 'part' ? ofParts : ofFile;
    for (const [event, handler] of Object.entries(rule.on)) {
      const list = byEvent.get(event);
      if (list) list.push({ index, handler });
      else byEvent.set(event, [{ index, handler }]);
    }
  });
  return { active, ofParts, ofFile };
}

/** Hands a node to every rule that waits for the event. */
export type Emit<Events> = <E extends keyof Events & string>(event: E, node: Events[E]) => void;

/**
 * Visits a document once and emits its events. It yields where the work may pause, and a part before the part's events,
 * which last until the next part. `wants` tells whether any rule waits for an event just now, so that what only that
 * event needs is not computed in vain.
 */
export type Walk<Document, Events> = (
  document: Document,
  emit: Emit<Events>,
  wants: (event: keyof Events & string) => boolean,
  around: { readonly path: string; readonly files: FileView },
) => Iterable<Part | undefined>;

export interface RunEnvironment {
  readonly path: string;
  readonly text: string;
  readonly files: FileView;
  readonly graph: GraphView;
  readonly today: string;
  /** The release that the configuration names, such as `1.34`. */
  readonly kubernetesVersion?: string | undefined;
  readonly translate?: Translate | undefined;
  readonly log: Log;
}

/** How work shares its thread: `now` in milliseconds, a wait of one turn of the event loop, and one until typing pauses. */
export interface Pace {
  readonly now: () => number;
  readonly turn: () => Promise<void>;
  readonly pause: () => Promise<void>;
}

const longestSlice = 10;

/**
 * Runs all active rules over a document in one walk.
 * @param kept findings of earlier runs over the same file, which this run uses and brings up to date.
 * @returns findings in order of their place.
 * @throws Cancelled when `signal` fires; nothing else: a rule that throws is logged and left out for the rest of the run.
 */
export async function runRules<Document>(
  set: RuleSet,
  document: Document,
  walk: Walk<Document, Record<string, unknown>>,
  environment: RunEnvironment,
  kept: KeptFindings = new KeptFindings(),
  pace?: Pace,
  signal?: CancelSignal,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const parts = kept.start(set, environment.today, findings);
  // By the rule's place in the set; `null` once it has failed.
  const contexts: (RuleContext<unknown, Templates, Templates, OptionSpecs> | null | undefined)[] = set.active.map(
    () => undefined,
  );
  const call = (listeners: readonly Listener[], node: unknown): void => {
    for (let i = 0; i < listeners.length; i++) {
      const listener = listeners[i];
      const active = listener && set.active[listener.index];
      if (!active || contexts[listener.index] === null) continue;
      const context = (contexts[listener.index] ??= contextOf(active, document, environment, (finding) => {
        (active.rule.reach === 'part' ? parts.found : findings).push(finding);
      }));
      try {
        listener.handler(node, context);
      } catch (error) {
        contexts[listener.index] = null;
        parts.forget();
        environment.log.ruleFailed(active.rule.id, environment.path, error);
      }
    }
  };
  const emit = (event: string, node: unknown): void => {
    const ofFile = set.ofFile.get(event);
    if (ofFile) call(ofFile, node);
    const ofParts = parts.known ? undefined : set.ofParts.get(event);
    if (ofParts) call(ofParts, node);
  };
  const wants = (event: string): boolean => set.ofFile.has(event) || (!parts.known && set.ofParts.has(event));
  let sliceStart = pace?.now() ?? 0;
  for (const part of walk(document, emit, wants, environment)) {
    if (part) parts.next(part === noPart ? undefined : part);
    if (pace && pace.now() - sliceStart > longestSlice) {
      await pace.turn();
      throwIfCancelled(signal);
      sliceStart = pace.now();
    }
  }
  parts.next(undefined);
  return inOrder(findings);
}

export function inOrder(findings: Finding[]): Finding[] {
  return findings.sort(
    (a, b) =>
      a.span.start - b.span.start || a.span.end - b.span.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  );
}

function contextOf(
  active: ActiveRule,
  document: unknown,
  environment: RunEnvironment,
  add: (finding: Finding) => void,
): RuleContext<unknown, Templates, Templates, OptionSpecs> {
  const { rule, level, profile, options } = active;
  const text = (kind: 'messages' | 'fixes', key: string, params: MessageParams): string =>
    format(environment.translate?.(`${rule.id}.${key}`) ?? rule[kind][key] ?? key, params);
  const report = (at: Span, message: string, params: MessageParams = {}, details: ReportDetails<string> = {}): void => {
    if (profile && details.profile && !includes(profile, details.profile)) return;
    const drafts = details.fixes ?? (details.fix ? [details.fix] : []);
    const fixes: Fix[] = drafts.map((draft) => ({
      title: text('fixes', draft.title, draft.params ?? params),
      safe: rule.fix === 'mixed' ? draft.safe === true : rule.fix === 'safe',
      edits: draft.edits,
    }));
    add({
      rule: rule.id,
      aliases: details.aliases ?? rule.peers,
      severity: level ?? details.severity ?? rule.severity,
      message: text('messages', message, params),
      span: { start: at.start, end: Math.max(at.start, at.end) },
      fixes,
      // Rules give nodes as places, which a finding is not to keep.
      related: (details.related ?? []).map((one) => ({ ...one, span: { start: one.span.start, end: one.span.end } })),
      tags: details.tags ?? [],
    });
  };
  return {
    document,
    path: environment.path,
    text: environment.text,
    files: environment.files,
    graph: environment.graph,
    today: environment.today,
    kubernetesVersion: environment.kubernetesVersion,
    options: options as never,
    report,
  };
}
