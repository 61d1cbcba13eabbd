import type { Fact, FactKind } from '../../core/facts.js';
import type { FileView } from '../../core/files.js';
import { contextPath, contextSources } from './model/build-context.js';
import type { Dockerfile, Stage } from './model/dockerfile.js';
import { rootImage } from './model/dockerfile.js';
import { nodeModulesOf } from './model/node-modules.js';
import { absence } from './model/programs.js';
import { stageNames, stagesTaken } from './model/stage-uses.js';
import { ofKind, userAfter } from './model/state.js';
import { expandAt } from './model/variables.js';
import { type Mount, mountsOf, mountValue } from './syntax/mount.js';

/**
 * What a Dockerfile defines for those who build it, all in the scope of its path.
 * - `stage`: by name (as `#<index>` without one); details `index`, `user` (where it is known), `healthcheck` (`set`, `none` or
 *   ``), `absent` (programs that it surely lacks, with blanks between), `image` (repository and tag at its root, where known),
 *   `written` (the name as written), `uses` (the indexes of the stages that it takes anything from), `modules` (the
 *   `node_modules` folders that it installs into).
 * - `arg`: details `default` where it has one, and `from` where a FROM line uses it.
 * - `secret-id`, `ssh-id`, `build-context`: what mounts, FROM and `--from` want from outside; of the first two details `stage`,
 *   and `required` where the build stops without it.
 * - `source`: what COPY, ADD and mounts take from the build context, as seen from its root, or `.`; details `stage`.
 * - `image`: what FROM names outside of the file, by repository; details `tag`.
 * - `port`: as `80/tcp`, or `?` for a range and where it is not known; details `stage`, the index.
 */
export function dockerfileFacts(document: Dockerfile, path: string, files: FileView): readonly Fact[] {
  const found: Fact[] = [];
  for (const stage of document.stages) found.push(...stageFacts(document, path, files, stage));
  const inFrom = new Set(
    document.instructions.flatMap((one) => (one.kind === 'FROM' ? namesIn(one.logical.text) : [])),
  );
  for (const instruction of document.instructions) {
    if (instruction.kind !== 'ARG') continue;
    const global = document.stageOf[instruction.index] === undefined;
    for (const { key, value } of instruction.pairs) {
      const details = { ...(value && { default: value.text }), ...(global && inFrom.has(key.text) && { from: 'yes' }) };
      found.push({ kind: 'arg', role: 'definition', scope: path, name: key.text, span: spanOf(key), details });
    }
  }
  return found;
}

/** What health checks of others are made with. */
const judgedPrograms = ['curl', 'wget', 'nc', 'bash'] as const;

function spanOf({ start, end }: { readonly start: number; readonly end: number }): { start: number; end: number } {
  return { start, end };
}

function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map((match) => match[1] ?? '');
}

function stageFacts(document: Dockerfile, path: string, files: FileView, stage: Stage): readonly Fact[] {
  const found: Fact[] = [];
  const { from, index } = stage;
  if (!from) return found;
  const last = stage.instructions[stage.instructions.length - 1] ?? from;
  const check = ofKind(stage, 'HEALTHCHECK').at(-1);
  const user = userAfter(document, last);
  const image = rootImage(stage);
  const modules = nodeModulesOf(document, stage);
  const absent = judgedPrograms.filter(
    (program) => absence(program, { document, stage, files, path, until: last.index + 1 }) === 'surely',
  );
  found.push({
    kind: 'stage',
    role: 'definition',
    scope: path,
    name: stage.name ?? `#${index}`,
    span: spanOf(from.name ?? from.keyword),
    details: {
      index: `${index}`,
      ...(stage.final && { final: 'yes' }),
      ...(user !== undefined && { user }),
      ...(absent.length > 0 && { absent: absent.join(' ') }),
      ...(check && { healthcheck: check.type?.text.toUpperCase() === 'NONE' ? 'none' : 'set' }),
      ...(image && { image: `${image.repository}${image.tag === undefined ? '' : `:${image.tag}`}` }),
      ...(from.name && { written: from.name.text }),
      ...(modules.length > 0 && { modules: modules.join(' ') }),
      uses: [...stagesTaken(document, stage)].map((one) => one.index).join(' '),
    },
  });
  if (from.image && stage.base.kind === 'image') {
    found.push(want(path, 'build-context', stage.base.text, from.image));
    const { repository, tag = '' } = stage.base.reference;
    found.push({ ...want(repository, 'image', repository, from.image), details: { tag } });
  }
  for (const instruction of stage.instructions) {
    const host = instruction.kind === 'ONBUILD' ? instruction.instruction : instruction;
    if (!host) continue;
    for (const flag of host.flags)
      for (const { text, span } of stageNames(host, flag)) found.push(want(path, 'build-context', text, span));
    for (const mount of mountsOf(host)) {
      const id = wantedId(mount);
      if (id === undefined) continue;
      const details = { stage: `${index}`, ...(isRequired(mount) && { required: 'yes' }) };
      found.push({ ...want(path, mount.type === 'ssh' ? 'ssh-id' : 'secret-id', id, host.keyword), details });
    }
    if (host === instruction) {
      for (const { text, start, end } of contextSources(host)) {
        if (text.includes('$')) continue;
        const source = want(path, 'source', contextPath(text) || '.', { start, end });
        found.push({ ...source, details: { stage: `${index}` } });
      }
    }
    if (host.kind === 'EXPOSE') {
      for (const word of host.words) {
        const match = /^(\d+)(?:\/(\w+))?$/.exec(expandAt(document, host, word).value ?? '');
        const name = match ? `${match[1]}/${(match[2] ?? 'tcp').toLowerCase()}` : '?';
        found.push({
          kind: 'port',
          role: 'definition',
          scope: path,
          name,
          span: spanOf(word),
          details: { stage: `${index}` },
        });
      }
    }
  }
  return found;
}

/** The id of the secret or the agent that a mount asks for; undefined for other mounts. */
function wantedId(mount: Mount): string | undefined {
  if (mount.type === 'ssh') return mountValue(mount, 'id') ?? 'default';
  if (mount.type !== 'secret') return undefined;
  return mountValue(mount, 'id') ?? mountValue(mount, 'target')?.split('/').pop();
}

function isRequired(mount: Mount): boolean {
  const field = mount.fields.findLast(({ key }) => key === 'required');
  return field !== undefined && (field.value === undefined || /^(?:1|t|true)$/i.test(field.value));
}

function want(scope: string, kind: FactKind, name: string, at: { start: number; end: number }): Fact {
  return { kind, role: 'reference', scope, name, span: spanOf(at) };
}
