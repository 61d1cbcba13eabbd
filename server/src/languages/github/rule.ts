import { type Rule, type RuleHandler, ruleOf } from '../../core/rule.js';
import type { CheckedExpression } from '../../expr/check.js';
import type { YamlComment, YamlEntry, YamlMap, YamlScalar } from '../../yaml/tree.js';
import type { YamlPath } from '../../yaml/walk.js';
import type { GithubDocument } from './document.js';
import type { GithubKind } from './kinds.js';
import type { ActionFile } from './model/action-file.js';
import { brokenIn, isDoubtful } from './model/broken.js';
import type { Dependabot } from './model/dependabot.js';
import type { Environments } from './model/environment.js';
import type { ExpressionUse } from './model/expressions.js';
import type { Script } from './model/script.js';
import type { Uses } from './model/uses.js';
import type { Job, Step, Workflow } from './model/workflow.js';

/**
 * What the walk over a file of GitHub's emits. The first five tell what is written, in every kind of file; the others what a
 * workflow or an action means. `job`, `step`, `uses`, `expression` and `script` come job by job, each job as a part.
 */
export type GithubEvents = {
  /** Once, before all others. */
  file: GithubFile;
  comment: YamlComment;
  /** Every map that is written, with the path of keys that leads to it. */
  map: { readonly map: YamlMap; readonly path: YamlPath; readonly kind: GithubKind };
  /** Every scalar that is a value. */
  scalar: { readonly scalar: YamlScalar; readonly path: YamlPath; readonly kind: GithubKind };
  /** Every `key: value`. */
  entry: { readonly entry: YamlEntry; readonly path: YamlPath; readonly map: YamlMap; readonly kind: GithubKind };
  /** Once, in a workflow. */
  workflow: Workflow;
  /** Once, in an action's metadata. */
  action: ActionFile;
  /** Once, in the configuration of Dependabot. */
  dependabot: Dependabot;
  job: JobUse;
  /** Each step of a job or of a composite action. */
  step: StepUse;
  /** Each `uses` of a step, and of a job that calls a workflow (then without `step`). */
  uses: UsesUse;
  expression: ExpressionIn;
  /** Each `run`. */
  script: ScriptUse;
};

export interface GithubFile {
  readonly document: GithubDocument;
  readonly kind: GithubKind;
}

export interface JobUse {
  readonly job: Job;
  readonly workflow: Workflow;
}

/** Where something stands: in a workflow, and there mostly in a job, or in an action. */
export interface Around {
  readonly workflow: Workflow | undefined;
  readonly action: ActionFile | undefined;
  readonly job: Job | undefined;
}

export interface StepUse extends Around {
  readonly step: Step;
  /** The steps of the job or action that it is one of. */
  readonly steps: readonly Step[];
}

export interface UsesUse extends Around {
  readonly uses: Uses;
  /** Undefined for a job that calls a workflow. */
  readonly step: Step | undefined;
}

export interface ExpressionIn extends Around {
  readonly use: ExpressionUse;
  /** What its types are, and what is wrong with them; undefined where nothing can be read. Computed once for all rules. */
  readonly checked: () => CheckedExpression | undefined;
  readonly environments: Environments;
}

export interface ScriptUse extends StepUse {
  readonly script: Script;
}

const define: ReturnType<typeof ruleOf<GithubEvents, GithubDocument>> = ruleOf<GithubEvents, GithubDocument>();

/** Defines a rule of GitHub's files. Only the rule on YAML tells of what is no YAML; the others leave what may come of it. */
export const githubRule: typeof define = (id, spec) => {
  const rule = define(id, spec);
  return id === 'github/yaml-syntax' ? rule : { ...rule, on: quietWhereBroken(rule) };
};

function quietWhereBroken({ on, severity }: Rule): Rule['on'] {
  const quiet = (handler: RuleHandler): RuleHandler => {
    return (node, ctx) => {
      const document = ctx.document as GithubDocument;
      if (brokenIn(document).lines.length === 0) return handler(node, ctx);
      handler(node, {
        ...ctx,
        report(at, message, params, details) {
          const isError = (details?.severity ?? severity) === 'error';
          if (!isDoubtful(document, at, isError)) ctx.report(at, message, params, details);
        },
      });
    };
  };
  return Object.fromEntries(Object.entries(on).map(([event, handler]) => [event, quiet(handler)]));
}

export type { Rule };
