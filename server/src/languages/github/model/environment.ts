import { type CheckedExpression, checkExpression, type ExprEnvironment } from '../../../expr/check.js';
import { embedded } from '../../../expr/find.js';
import { parseExpression } from '../../../expr/parse.js';
import { any, mapOf, strictObject, string, type Type } from '../../../expr/types.js';
import { githubType, jobType, namedStrings, runnerType, strategyType } from '../tables/context-types.js';
import { type Availability, availabilityAt } from '../tables/contexts.js';
import { eventType } from '../tables/payload.js';
import type { ActionFile } from './action-file.js';
import {
  actionInputs,
  jobsType,
  matrixType,
  needsType,
  StepTypes,
  secretsType,
  servicesType,
  type World,
  workflowInputs,
} from './context-types.js';
import type { ExpressionUse } from './expressions.js';
import type { Job, Step, Workflow } from './workflow.js';

/** Where an expression stands, besides its own place. */
export interface Owner {
  readonly workflow: Workflow | undefined;
  readonly action: ActionFile | undefined;
}

/** What the expressions of one file may use. What a context holds is looked up when an expression asks for it. */
export class Environments {
  readonly #owner: Owner;
  readonly #world: World;
  readonly #known = new Map<unknown, Contexts>();
  readonly #steps = new Map<readonly Step[], StepTypes>();
  readonly #checked = new Map<ExpressionUse, CheckedExpression | undefined>();

  constructor(owner: Owner, world: World) {
    this.#owner = owner;
    this.#world = world;
  }

  /** Undefined where nothing can be read. */
  checked(use: ExpressionUse): CheckedExpression | undefined {
    if (this.#checked.has(use)) return this.#checked.get(use);
    const { root } = use.parsed;
    const checked = root && checkExpression(root, this.at(use));
    this.#checked.set(use, checked);
    return checked;
  }

  at(use: Pick<ExpressionUse, 'path' | 'job' | 'step'>): ExprEnvironment {
    const { path, job, step } = use;
    const place = availabilityAt(this.#owner.action ? 'action' : 'workflow', path);
    const contexts = this.contexts(job, step);
    // Where no expression may stand at all, a rule of its own says so.
    if (!place) return { contexts };
    const { available, functions } = namesOf(place);
    return { contexts, available, functions, jobs: place.functions.some(({ max }) => max === Infinity) };
  }

  /** The contexts at a step, in a job outside of its steps, or outside of all jobs. */
  contexts(job: Job | undefined, step: Step | undefined): Contexts {
    const known = this.#known.get(step ?? job);
    if (known) return known;
    // What is the same around a place is made once for all that is in it.
    const made = step
      ? lazily({ ...taken(this.contexts(job, undefined)), steps: () => this.#stepsOf(job).before(step) })
      : job
        ? this.#ofJob(job)
        : this.#ofFile();
    this.#known.set(step ?? job, made);
    return made;
  }

  #stepsOf(job: Job | undefined): StepTypes {
    const steps = job?.steps ?? this.#owner.action?.steps ?? [];
    let known = this.#steps.get(steps);
    if (!known) this.#steps.set(steps, (known = new StepTypes(steps, this.#world)));
    return known;
  }

  #ofFile(): Contexts {
    const { workflow, action } = this.#owner;
    return lazily({
      github: () => githubOf(workflow?.events.map(({ name }) => name) ?? [], action !== undefined),
      env: () => namedStrings,
      vars: () => namedStrings,
      secrets: () => (workflow ? secretsType(workflow) : mapOf(string)),
      inputs: () => (workflow ? workflowInputs(workflow) : action ? actionInputs(action) : none),
      needs: () => none,
      // A composite action does not know the job that runs it.
      matrix: () => mapOf(any),
      strategy: () => strategyType,
      steps: () => this.#stepsOf(undefined).before(undefined),
      job: () => jobType(),
      runner: () => runnerType,
      jobs: () => (workflow ? jobsType(workflow, this.#world) : none),
    });
  }

  #ofJob(job: Job): Contexts {
    const { workflow } = this.#owner;
    const contexts: Contexts = lazily({
      ...taken(this.contexts(undefined, undefined)),
      needs: () => (workflow ? needsType(job, workflow, this.#world) : none),
      matrix: () => matrixType(job, (text) => typeOfText(text, contexts)),
      steps: () => this.#stepsOf(job).before(undefined),
      job: () => jobType(servicesType(job)),
    });
    return contexts;
  }
}

type Contexts = Readonly<Record<string, Type>>;

interface Names {
  readonly available: ReadonlySet<string>;
  readonly functions: ReadonlySet<string>;
}

const names = new Map<Availability, Names>();

function namesOf(place: Availability): Names {
  const known = names.get(place);
  if (known) return known;
  const made = {
    available: new Set(place.contexts),
    functions: new Set(place.functions.map(({ name }) => name.toLowerCase())),
  };
  names.set(place, made);
  return made;
}

const none = strictObject();

/** `github` for what triggers a workflow: the same for every edit of anything else. */
const githubOf = (() => {
  const known = new Map<string, Type>();
  const most = 50;
  return (events: readonly string[], isAction: boolean): Type => {
    const key = `${isAction} ${events.join(' ')}`;
    let type = known.get(key);
    if (type) return type;
    if (known.size >= most) known.clear();
    type = githubType(eventType(events), isAction);
    known.set(key, type);
    return type;
  };
})();

/** The values of contexts that surround others. */
function taken(contexts: Contexts): Readonly<Record<string, () => Type>> {
  return Object.fromEntries(Object.keys(contexts).map((name) => [name, () => contexts[name] ?? any]));
}

/** The type of a text that is one expression; the contexts are those of the job, of which a matrix reads a few. */
function typeOfText(text: string, contexts: Contexts): Type {
  const [only] = embedded(text);
  const root = only && parseExpression(only.text).root;
  const available = new Set(['github', 'inputs', 'vars', 'needs']);
  return root ? checkExpression(root, { contexts, available }).type : any;
}

/** An object whose values are made when they are first read. */
function lazily(makers: Readonly<Record<string, () => Type>>): Contexts {
  const object: Record<string, Type> = {};
  for (const [name, make] of Object.entries(makers)) {
    Object.defineProperty(object, name, {
      enumerable: true,
      configurable: true,
      get() {
        const value = make();
        Object.defineProperty(object, name, { enumerable: true, value });
        return value;
      },
    });
  }
  return object;
}
