import {
  bool,
  mapOf,
  number,
  type ObjectType,
  oneOf,
  type Properties,
  strictObject,
  string,
  type Type,
} from '../../../expr/types.js';

// What contexts hold that are the same in every file. Source: GitHub's page "Contexts reference" (2026-08). What each property
// is stands in `context-texts.ts`.

const strings = (names: string): Properties =>
  Object.fromEntries(names.split(' ').map((name): [string, Type] => [name, string]));

const github: Properties = {
  ...strings(
    'action action_ref action_repository actor actor_id api_url artifact_cache_size_limit base_ref env event_name',
  ),
  ...strings('event_path graphql_url head_ref job output path ref ref_name repository repository_id repositoryUrl'),
  ...strings('repository_owner repository_owner_id retention_days run_attempt run_id run_number server_url sha state'),
  ...strings('step_summary token triggering_actor workflow workflow_ref workflow_sha workspace'),
  ref_protected: bool,
  ref_type: oneOf('branch', 'tag'),
  repository_visibility: oneOf('public', 'private', 'internal'),
  secret_source: oneOf('None', 'Actions', 'Codespaces', 'Dependabot'),
};

/** `github` with the payload of what triggers; some of it is there in composite actions only. */
export function githubType(event: Type, isAction: boolean): ObjectType {
  return strictObject({ ...github, event, ...(isAction && strings('action_path action_status')) });
}

export const runnerType: ObjectType = strictObject({
  ...strings('name temp tool_cache debug workspace'),
  os: oneOf('Linux', 'Windows', 'macOS'),
  arch: oneOf('X86', 'X64', 'ARM', 'ARM64'),
  environment: oneOf('github-hosted', 'self-hosted'),
});

export const strategyType: ObjectType = strictObject({
  'fail-fast': bool,
  'job-index': number,
  'job-total': number,
  'max-parallel': number,
});

const jobStatus = oneOf('success', 'failure', 'cancelled');

/** `job`, with the services that it has, if these are known. */
export function jobType(services: Type = mapOf(serviceType())): ObjectType {
  return strictObject({
    status: jobStatus,
    check_run_id: number,
    container: strictObject(strings('id network')),
    services,
    ...strings('workflow_ref workflow_sha workflow_repository workflow_file_path'),
  });
}

/** What is known of a service while it runs; of its ports, by the port of the container, that of the host. */
function serviceType(): ObjectType {
  return strictObject({ ...strings('id network'), ports: mapOf(string) });
}

/** `env` and `vars`: names of the user's own. */
export const namedStrings: ObjectType = mapOf(string);
