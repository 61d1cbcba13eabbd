import { scalarsOf, valueIn } from './nodes.js';
import { isAction } from './uses.js';
import { isOn, withOf } from './with.js';
import { eventOf, type Step, type Workflow } from './workflow.js';

// What makes a job one that gives something to others: a release, a package, a deployment.

/** What starts a workflow that publishes. */
export type ReleaseTrigger = 'tag' | 'release' | 'branch';

/** The events of a workflow that releases are made on: a release, a pushed tag, a branch with `release` in its name. */
export function releaseTriggers(workflow: Workflow): readonly ReleaseTrigger[] {
  const found: ReleaseTrigger[] = [];
  const push = eventOf(workflow, 'push')?.config;
  if (valueIn(push, 'tags') ?? valueIn(push, 'tags-ignore')) found.push('tag');
  if (scalarsOf(valueIn(push, 'branches')).some(({ text }) => /release/i.test(text) && !text.startsWith('!')))
    found.push('branch');
  if (eventOf(workflow, 'release')) found.push('release');
  return found;
}

/** Actions that publish or deploy. Sources: their READMEs (2026-08), and zizmor's list (MIT, 1.30.0). */
const publishers = [
  'aws-actions/amazon-ecs-deploy-task-definition',
  'aws-actions/aws-cloudformation-github-deploy',
  'azure/aci-deploy',
  'azure/container-apps-deploy-action',
  'azure/functions-action',
  'azure/sql-action',
  'cloudflare/wrangler-action',
  'google-github-actions/deploy-appengine',
  'google-github-actions/deploy-cloud-functions',
  'google-github-actions/deploy-cloudrun',
  'googleapis/release-please-action',
  'goreleaser/goreleaser-action',
  'jreleaser/release-action',
  'pypa/gh-action-pypi-publish',
  'redhat-actions/push-to-registry',
  'release-drafter/release-drafter',
  'rubygems/release-gem',
  'softprops/action-gh-release',
];

/** The first step that publishes by an action that is known to. */
export function publisherIn(steps: readonly Step[]): Step | undefined {
  return steps.find((step) => {
    if (isAction(step.uses, ...publishers)) return true;
    if (!isAction(step.uses, 'docker/build-push-action')) return false;
    const inputs = withOf(step);
    // An expression may push.
    return inputs === undefined || isOn(inputs, 'push') !== false;
  });
}
