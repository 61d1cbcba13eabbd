import type { Texts } from '../../../yaml/schema/texts.js';
import { eventTexts } from './texts-events.js';
import { linked, stepTexts } from './texts-step.js';

// What each key of a workflow is for. Limits are those of GitHub's page "Actions limits" (2026-08).

const syntax = 'workflows-and-actions/workflow-syntax';

const fileTexts: Texts = {
  'workflow.name': 'Name of the workflow in the list of runs. Without one it is the path of the file.',
  'workflow.description': 'What the workflow is for.',
  'workflow.run-name': linked(
    'Name of each run, which may have expressions. Without one it is the message of the commit or the title of the pull request.',
    syntax,
    'run-name',
  ),
  'workflow.on': linked('Events that start the workflow.', 'workflows-and-actions/events-that-trigger-workflows'),
  'workflow.permissions': linked(
    'What `GITHUB_TOKEN` may do in all jobs that say nothing themselves. What is not listed is `none`; `{}` allows nothing.',
    syntax,
    'permissions',
  ),
  'workflow.env': 'Variables of all steps of all jobs. Those of a job or a step go before them.',
  'workflow.defaults': 'What `run` steps have where they say nothing themselves.',
  'workflow.concurrency': linked(
    'Lets one run of a group run at a time, and one wait. A group is shared by the whole repository.',
    syntax,
    'concurrency',
  ),
  'workflow.jobs':
    'What is run. Jobs run at the same time, but for those that `needs` others. A run takes 35 days at most.',
  'defaults.run': 'Shell and folder of `run` steps.',
  'defaults-run.shell':
    'Shell of `run` steps, by a name such as `bash`, or a command with `{0}` in place of the script.',
  'defaults-run.working-directory': 'Folder that `run` steps start in. It has to be there by then.',
  'concurrency.group': 'Name of the group, mostly with an expression such as `${{ github.ref }}`. Case does not count.',
  'concurrency.cancel-in-progress':
    'Whether a new run cancels the one that runs. One that waits is replaced in any case.',
  'concurrency.queue':
    '`single` keeps only the newest run waiting, `max` keeps all. `max` cannot be had with `cancel-in-progress: true`.',
  'permissions.actions': 'Workflows, their runs, caches and artifacts. `write` is for cancelling and re-running.',
  'permissions.artifact-metadata': 'Where artifacts are stored and deployed.',
  'permissions.attestations': 'Attestations of artifacts. `write` makes new ones, with `id-token: write`.',
  'permissions.checks': 'Check runs and check suites. `write` reports results on commits.',
  'permissions.code-quality': 'Findings on the quality of code.',
  'permissions.contents':
    'Code, branches, tags and releases. `read` is for the checkout of a private repository, `write` for pushes and releases.',
  'permissions.copilot-requests': 'Requests to GitHub Copilot.',
  'permissions.deployments': 'Deployments and their states.',
  'permissions.discussions': 'Discussions and their comments.',
  'permissions.drives': 'Storage that outlives a run. `read` is for getting it, `write` for changing it.',
  'permissions.id-token':
    'Whether a token can be asked for that shows a cloud or a registry who runs here (OpenID Connect).',
  'permissions.issues': 'Issues, their comments and labels.',
  'permissions.models': 'GitHub Models, to ask AI models.',
  'permissions.packages': 'Packages and images in GitHub Packages. `write` publishes.',
  'permissions.pages': 'GitHub Pages. `write` asks for builds and deployments.',
  'permissions.pull-requests': 'Pull requests, their comments and labels.',
  'permissions.repository-projects': 'Projects of the repository, of the old kind.',
  'permissions.security-events': 'Results of code scanning. `write` uploads SARIF files.',
  'permissions.statuses': 'States of commits.',
  'permissions.vulnerability-alerts': 'Alerts of Dependabot.',
};

const jobTexts: Texts = {
  'job.name': 'Name of the job in the list of checks. Without one it is its id.',
  'job.needs': linked(
    'Jobs that have to end before this one starts. If one of them fails or is skipped, so is this one, unless its `if` says otherwise.',
    syntax,
    'jobsjob_idneeds',
  ),
  'job.if': linked(
    'Runs the job only if this is true. `${{ }}` is not needed. Without `always()`, `failure()` or `cancelled()` the jobs that it needs have to succeed.',
    syntax,
    'jobsjob_idif',
  ),
  'job.runs-on': linked(
    'Runner of the job: a label, several that one runner has all of, or a group.',
    syntax,
    'jobsjob_idruns-on',
  ),
  'job.permissions': linked(
    'What `GITHUB_TOKEN` may do in this job, instead of what the workflow says. What is not listed is `none`.',
    syntax,
    'jobsjob_idpermissions',
  ),
  'job.environment': linked(
    'Environment that the job deploys to, with its secrets, variables and protection rules.',
    syntax,
    'jobsjob_idenvironment',
  ),
  'job.concurrency': 'Lets one job of a group run at a time.',
  'job.outputs': linked(
    'Values for jobs that need this one, from outputs of its steps. All together up to 1 MB; those that hold a secret are left out.',
    syntax,
    'jobsjob_idoutputs',
  ),
  'job.env': 'Variables of all steps of the job. Those of a step go before them.',
  'job.defaults': 'What `run` steps of the job have where they say nothing themselves.',
  'job.steps': 'What the job does, one after the other, on one machine.',
  'job.timeout-minutes':
    "After how many minutes the job is cancelled. GitHub's own runners stop after 360 in any case.",
  'job.cancel-timeout-minutes': 'How many minutes a job that is cancelled has for its end.',
  'job.continue-on-error': 'Whether the run is good although this job fails.',
  'job.strategy': 'Makes several jobs of one, with other values each.',
  'job.container': linked('Container that the steps run in. Linux only.', syntax, 'jobsjob_idcontainer'),
  'job.services': linked(
    'Containers that run beside the job, such as a database. In a job with `container` their ids are host names; else map their ports. Linux only.',
    syntax,
    'jobsjob_idservices',
  ),
  'job.cache-mode': 'Whether steps of the job may read caches, write them, or both.',
  'job.snapshot': 'Makes an image for runners of what the job leaves on its machine.',
  'job.uses': linked(
    'Reusable workflow that the job calls: `owner/repo/.github/workflows/file.yml@ref`, or one of this repository from `./` on.',
    syntax,
    'jobsjob_iduses',
  ),
  'job.with': 'Inputs of the called workflow.',
  'job.secrets': linked(
    'Secrets of the called workflow. `inherit` gives it all, which is more than it needs.',
    syntax,
    'jobsjob_idsecrets',
  ),
  'runs-on.group': 'Group of runners to choose from, also with `organization/` or `enterprise/` in front.',
  'runs-on.labels': 'Labels that the runner has to have all of.',
  'environment.name': 'Name of the environment.',
  'environment.url': 'Address of what is deployed, which may come from an output of a step.',
  'environment.deployment': 'Whether a deployment is recorded.',
  'strategy.matrix': linked(
    'Lists of values; a job is made for each combination, up to 256 a run.',
    syntax,
    'jobsjob_idstrategymatrix',
  ),
  'strategy.fail-fast': 'Whether the other jobs of the matrix are cancelled when one fails.',
  'strategy.max-parallel': 'How many jobs of the matrix run at once at most.',
  'matrix.include': 'Adds values to the combinations that they fit, or combinations of their own.',
  'matrix.exclude': 'Takes away the combinations that have all of these values.',
  'container.image': 'Image of the container. Pin it by its digest to get the same one each time.',
  'container.credentials': 'User and password for the registry.',
  'container.env': 'Variables of the container.',
  'container.ports': 'Ports that are mapped to the machine: `8080:80`, or `80` for a free one.',
  'container.volumes': 'Volumes and folders of the machine: `source:/target`.',
  'container.options':
    'Further options of `docker create`, such as `--health-cmd`. `--network` and `--entrypoint` are not allowed.',
  'container.entrypoint': 'What runs instead of the ENTRYPOINT of the image.',
  'container.command': 'What runs instead of the CMD of the image.',
  'credentials.username': 'User for the registry.',
  'credentials.password': 'Password for the registry. Take it from a secret.',
  'snapshot.image-name': 'Name of the image.',
  'snapshot.version': 'Version of the image: a number, a number with another one, or with `*` for the next one.',
  'snapshot.if': 'Makes the image only if this is true.',
};

/** What each key of a workflow is for. */
export const workflowTexts: Texts = { ...fileTexts, ...eventTexts, ...jobTexts, ...stepTexts };
