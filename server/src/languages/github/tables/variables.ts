import type { Texts } from '../../../yaml/schema/texts.js';

// Variables that every step has. Source: GitHub's page "Variables reference" (2026-08).

/** The default variables, with what they hold. `GITHUB_TOKEN` is none of them. */
export const defaultVariables: Texts = {
  CI: 'Always `true`.',
  GITHUB_ACTIONS: 'Always `true` on GitHub Actions.',
  GITHUB_ACTION: 'Id of the step, or the name of the action, that runs now.',
  GITHUB_ACTION_PATH: 'Folder of the composite action.',
  GITHUB_ACTION_REPOSITORY: 'Repository of the action that runs now.',
  GITHUB_ACTOR: 'Who caused the first attempt of the run.',
  GITHUB_ACTOR_ID: 'Number of the account that caused the run.',
  GITHUB_API_URL: 'Address of the REST API.',
  GITHUB_BASE_REF: 'Branch that a pull request goes into.',
  GITHUB_ENV: 'File that sets variables of the environment for later steps.',
  GITHUB_EVENT_NAME: 'Name of the event, such as `push`.',
  GITHUB_EVENT_PATH: 'File with the payload of the event.',
  GITHUB_GRAPHQL_URL: 'Address of the GraphQL API.',
  GITHUB_HEAD_REF: 'Branch that a pull request comes from.',
  GITHUB_JOB: 'Id of the job.',
  GITHUB_OUTPUT: 'File that sets outputs of the step.',
  GITHUB_PATH: 'File that adds to `PATH` for later steps.',
  GITHUB_REF: 'Full name of the branch, tag or pull request, such as `refs/heads/main`.',
  GITHUB_REF_NAME: 'Short name of the branch or tag.',
  GITHUB_REF_PROTECTED: '`true` if rules protect the branch or tag.',
  GITHUB_REF_TYPE: '`branch` or `tag`.',
  GITHUB_REPOSITORY: 'Owner and name of the repository.',
  GITHUB_REPOSITORY_ID: 'Number of the repository.',
  GITHUB_REPOSITORY_OWNER: 'Owner of the repository.',
  GITHUB_REPOSITORY_OWNER_ID: 'Number of the owner of the repository.',
  GITHUB_RETENTION_DAYS: 'How long logs and artifacts are kept, in days.',
  GITHUB_RUN_ATTEMPT: 'Which attempt of the run it is, from 1.',
  GITHUB_RUN_ID: 'Number of the run.',
  GITHUB_RUN_NUMBER: 'How often this workflow has run.',
  GITHUB_SERVER_URL: 'Address of the server, such as `https://github.com`.',
  GITHUB_SHA: 'Commit of the run.',
  GITHUB_STATE: 'File that keeps state between the parts of an action.',
  GITHUB_STEP_SUMMARY: 'File with the summary of the step, in Markdown.',
  GITHUB_TRIGGERING_ACTOR: 'Who started this attempt of the run.',
  GITHUB_WORKFLOW: 'Name of the workflow.',
  GITHUB_WORKFLOW_REF: 'Path and ref of the workflow.',
  GITHUB_WORKFLOW_SHA: 'Commit that the file of the workflow is of.',
  GITHUB_WORKSPACE: 'Folder that steps start in.',
  RUNNER_ARCH: '`X86`, `X64`, `ARM` or `ARM64`.',
  RUNNER_DEBUG: '`1` if debug logs are on.',
  RUNNER_ENVIRONMENT: '`github-hosted` or `self-hosted`.',
  RUNNER_NAME: 'Name of the runner.',
  RUNNER_OS: '`Linux`, `Windows` or `macOS`.',
  RUNNER_TEMP: 'Folder for temporary files.',
  RUNNER_TOOL_CACHE: 'Folder with tools that are installed already.',
};

/** The default variable that has the value of a property of `github` or `runner`, such as `GITHUB_HEAD_REF`. */
export function variableFor(context: string, property: string): string | undefined {
  const name = `${context}_${property}`.toUpperCase();
  return /^(?:github|runner)$/i.test(context) && Object.hasOwn(defaultVariables, name) ? name : undefined;
}

/** What names of variables and secrets of a repository may be. */
export function isSettingName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !/^GITHUB_/i.test(name);
}
