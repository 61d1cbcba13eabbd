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
  secretsType,
  servicesType,
  stepsType,
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
    const at = step ?? job;
    const known = this.#known.get(at);
    if (known) return known;
    const made = contextsAt(this.#owner, this.#world, job, step);
    this.#known.set(at, made);
    return made;
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

function contextsAt({ workflow, action }: Owner, world: World, job: Job | undefined, step: Step | undefined): Contexts {
  const steps = job?.steps ?? action?.steps ?? [];
  const contexts: Contexts = lazily({
    github: () => githubType(eventType(workflow?.events.map(({ name }) => name) ?? []), action !== undefined),
    env: () => namedStrings,
    vars: () => namedStrings,
    secrets: () => (workflow ? secretsType(workflow) : mapOf(string)),
    inputs: () => (workflow ? workflowInputs(workflow) : action ? actionInputs(action) : none),
    needs: () => (job && workflow ? needsType(job, workflow, world) : none),
    // A composite action does not know the job that runs it.
    matrix: () => (job ? matrixType(job, (text) => typeOfText(text, contexts)) : mapOf(any)),
    strategy: () => strategyType,
    steps: () => stepsType(steps, step, world),
    job: () => jobType(job && servicesType(job)),
    runner: () => runnerType,
    jobs: () => (workflow ? jobsType(workflow, world) : none),
  });
  return contexts;
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
