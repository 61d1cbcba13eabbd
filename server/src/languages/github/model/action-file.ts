import { Memo } from '../../../core/memo.js';
import type { YamlMap, YamlScalar } from '../../../yaml/tree.js';
import { type GithubDocument, rootOf } from '../document.js';
import { mapIn, scalarIn, seqIn } from './nodes.js';
import { type Step, stepsOf } from './workflow.js';

/** The metadata of an action as written. */
export interface ActionFile {
  readonly document: GithubDocument;
  readonly root: YamlMap;
  readonly runs: YamlMap | undefined;
  readonly using: YamlScalar | undefined;
  /** By `using`; undefined where that is missing or nothing that is known. */
  readonly kind: 'composite' | 'docker' | 'node' | undefined;
  /** Of a composite action. */
  readonly steps: readonly Step[];
}

const actions = new Memo<GithubDocument, ActionFile | undefined>();

/** Reads a document as an action's metadata; undefined where it is no table. */
export function actionOf(document: GithubDocument): ActionFile | undefined {
  const known = actions.get(document);
  if (known) return known;
  const root = rootOf(document);
  if (!root) return undefined;
  const runs = mapIn(root, 'runs');
  const using = scalarIn(runs, 'using');
  const name = using?.text.toLowerCase();
  const kind = name === 'composite' || name === 'docker' ? name : name?.startsWith('node') ? 'node' : undefined;
  const action: ActionFile = { document, root, runs, using, kind, steps: stepsOf(seqIn(runs, 'steps')) };
  actions.set(document, action);
  return action;
}
