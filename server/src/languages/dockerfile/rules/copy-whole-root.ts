import { bad, good, source } from '../../../core/rule.js';
import { imageFacts } from '../../../images/base-images.js';
import { parseReference } from '../../../images/reference.js';
import { rootImage, stageReferred } from '../model/dockerfile.js';
import { expandAt } from '../model/variables.js';
import { dockerfileRule, type Rule } from '../rule.js';

export const rule: Rule = dockerfileRule('dockerfile/copy-whole-root', {
  summary: 'Whole file system copied over another',
  why: `Copying \`/\` of one stage onto \`/\` of another mixes two systems: package databases, users and libraries of the one
overwrite those of the other. Copy the files that are needed. Onto \`scratch\` it flattens the layers, which costs the
shared ones.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['hadolint:DL3067'],
  fix: 'none',
  messages: {
    mixed: 'This copies the whole file system of "{from}" over that of this stage. Copy only what is needed.',
    flattened:
      'This copies the whole file system of "{from}", so none of its layers is shared. Copy only what is needed.',
  },
  on: {
    COPY(instruction, ctx) {
      const from = instruction.flags.find((flag) => flag.name.text === 'from')?.value?.text;
      const { destination } = instruction;
      if (!from || !destination || expandAt(ctx.document, instruction, destination).value !== '/') return;
      const root = instruction.sources.find((word) => expandAt(ctx.document, instruction, word).value === '/');
      if (!root) return;
      const stage = ctx.document.stageOf[instruction.index];
      const flattened = stage?.base.kind === 'scratch';
      // Images that hold no more than the files that they are meant to add are copied so; those of the table are systems.
      const source = stage && stageReferred(ctx.document, stage, from, 'name-or-index');
      const image = source ? rootImage(source) : parseReference(from);
      const system = image !== undefined && imageFacts(image.repository, image.tag) !== undefined;
      const severity = flattened || !system ? 'info' : 'warning';
      ctx.report(root, flattened ? 'flattened' : 'mixed', { from }, { severity });
    },
  },
  examples: [
    bad(source`
      FROM alpine:3.22
      COPY --from=build ‹/› /
      COPY --from=build ["/etc", ‹"/"›, "/"]
      ONBUILD COPY --from=build ‹"/"› "/"
    `),
    bad('FROM scratch\nCOPY --from=build ‹/› /\n'),
    good(source`
      FROM alpine:3.22
      COPY / /
      COPY --from=build /app /
      COPY --from=build / /app
    `),
  ],
});
