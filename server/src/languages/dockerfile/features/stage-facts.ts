import type { FeatureContext } from '../../../core/features.js';
import { code } from '../../../core/markdown.js';
import { lineAt, lineIndex } from '../../../core/text.js';
import { type Dockerfile, type Stage, stageChain } from '../model/dockerfile.js';
import { stageUses } from '../model/stage-uses.js';
import { baseUser, lastAtEnd, workdirAtEnd } from '../model/state.js';
import { expandAt } from '../model/variables.js';

/** What a stage is, for hover. */
export function stageText(context: FeatureContext<Dockerfile>, stage: Stage): string {
  const { document } = context;
  const lines = [`**Stage ${stageName(stage)}** — ${baseChain(stage)}`];
  const user = lastAtEnd(stage, 'USER');
  const userName = user ? expandAt(document, user, user.rest).value : baseUser(stage);
  const workdir = workdirAtEnd(document, stage);
  const facts = [
    ...(userName === undefined ? [] : [`user ${code(userName)}`]),
    ...(workdir === undefined ? [] : [`working directory ${code(workdir)}`]),
  ];
  if (facts.length > 0) lines.push(`At its end: ${facts.join(', ')}.`);
  const starts = [lastAtEnd(stage, 'ENTRYPOINT'), lastAtEnd(stage, 'CMD')].flatMap((one) =>
    one ? [`${one.kind} ${code(one.rest.text)}`] : [],
  );
  if (starts.length > 0) lines.push(`Starts with ${starts.join(', ')}.`);
  lines.push(usesText(context, stage));
  return lines.join('\n\n');
}

export function stageName(stage: Stage): string {
  const name = stage.from?.name?.text;
  return name === undefined ? String(stage.index) : `${code(name)} (${stage.index})`;
}

/** The bases below a stage, nearest first. */
function baseChain(stage: Stage): string {
  const chain = stageChain(stage);
  const names = chain.slice(1).map(stageName);
  const base = chain[chain.length - 1]?.base;
  if (base?.kind === 'image') names.push(code(base.text));
  else if (base?.kind === 'scratch') names.push('`scratch`');
  else names.push('an image that the file does not tell');
  return `from ${names.join(', from ')}`;
}

function usesText(context: FeatureContext<Dockerfile>, stage: Stage): string {
  const index = lineIndex(context.text);
  const uses = stageUses(context.document).filter((use) => use.stage === stage && use.role !== 'definition');
  const lines = [...new Set(uses.map((use) => lineAt(index, use.start) + 1))];
  if (lines.length === 0) return stage.final ? 'The default target.' : 'Used by no other stage.';
  const shown = lines.slice(0, 8).join(', ');
  return `Used in line${lines.length === 1 ? '' : 's'} ${shown}${lines.length > 8 ? ', …' : ''}.`;
}
