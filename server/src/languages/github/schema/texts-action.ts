import type { Texts } from '../../../yaml/schema/texts.js';
import { linked, stepTexts } from './texts-step.js';

const page = 'workflows-and-actions/metadata-syntax';

/** What each key of `action.yml` is for. */
export const actionTexts: Texts = {
  ...stepTexts,
  'action.name': 'Name of the action. In the marketplace it has to be unique.',
  'action.description': 'What the action does, in a sentence.',
  'action.author': 'Who made it.',
  'action.inputs': linked('What steps give the action by `with`. All values are texts.', page, 'inputs'),
  'action.outputs': linked(
    'What later steps get from it.',
    page,
    'outputs-for-docker-container-and-javascript-actions',
  ),
  'action.runs': linked('How it runs: steps, JavaScript or a container.', page, 'runs'),
  'action.branding': 'Its badge in the marketplace.',
  'input.description': 'What the input is for.',
  'input.required': 'Whether it has to be given. GitHub itself does not check it.',
  'input.default': 'Value if none is given, always a text.',
  'input.deprecationMessage': 'Warning for those who still give it. Say what to use instead.',
  'output.description': 'What the output is.',
  'output.value': 'Value of the output, from an output of a step. Composite actions only, which need it.',
  'runs.using': 'What runs it: `composite` for steps, `node24` for JavaScript, `docker` for a container.',
  'runs.steps': linked('What it does, one after the other.', page, 'runs-for-composite-actions'),
  'runs.main': linked('File with the code.', page, 'runs-for-javascript-actions'),
  'runs.pre': 'File that runs at the start of the job, before its first step.',
  'runs.pre-if':
    'Runs `pre` or `pre-entrypoint` only if this is true. Written without `${{ }}`; there are no steps yet.',
  'runs.post': 'File that runs at the end of the job.',
  'runs.post-if': 'Runs `post` or `post-entrypoint` only if this is true. Written without `${{ }}`.',
  'runs.image': linked(
    '`Dockerfile`, or another path to one, which is built on each run; or `docker://` and an image.',
    page,
    'runs-for-docker-container-actions',
  ),
  'runs.env': 'Variables of the container.',
  'runs.entrypoint': 'What runs instead of the ENTRYPOINT of the image.',
  'runs.args': 'Arguments, instead of the CMD of the image.',
  'runs.pre-entrypoint': 'Script that runs at the start of the job, in a container of its own.',
  'runs.post-entrypoint': 'Script that runs at the end of the job, in a container of its own.',
  'branding.icon': 'Name of an icon of Feather 4.28.',
  'branding.color': 'Color of the badge.',
};
