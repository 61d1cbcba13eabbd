import { insert } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { imageFacts } from '../../../images/base-images.js';
import { parseReference, referenceProblem } from '../../../images/reference.js';
import type { Dockerfile } from '../model/dockerfile.js';
import { globalArguments, globalLookup, isGlobalArg } from '../model/variables.js';
import { dockerfileRule, type Rule } from '../rule.js';
import { type Expansion, expand, type VariableRef } from '../syntax/expansion.js';
import type { Pair } from '../syntax/tree.js';

export const rule: Rule = dockerfileRule('dockerfile/invalid-default-arg-in-from', {
  summary: 'Base image is not a valid name unless a build argument is given',
  why: `With the defaults of the ARGs alone, this FROM names no valid image, so a plain \`docker build\` fails. Give the ARG
a default that works, or one in place: \`\${VERSION:-1.0}\`.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['buildkit:InvalidDefaultArgInFrom'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    invalid:
      'Without build arguments this becomes "{result}", which is not a valid image name. Give the ARG a default.',
    empty: 'Without build arguments this is empty, so there is no image to start from. Give the ARG a default.',
  },
  fixes: { addDefault: 'Give {name} the default "{tag}"' },
  on: {
    FROM({ image }, ctx) {
      if (!image?.text.includes('$')) return;
      const { document } = ctx;
      const lookup = globalLookup(document.globals, document.escape, 'unset');
      const expansion = expand(image.text, document.escape, lookup);
      const result = expansion.value;
      // Variables that nothing declares are a matter of their own.
      const declared = expansion.refs.every(
        ({ name, operand }) => operand || globalArguments.has(name) || isGlobalArg(document, name),
      );
      if (result === undefined || !declared || (result !== '' && !referenceProblem(result))) return;
      const fix = tagFix(document, image.text, expansion);
      ctx.report(
        image,
        result === '' ? 'empty' : 'invalid',
        { result },
        {
          fix: fix && {
            title: 'addDefault',
            params: { name: fix.pair.key.text, tag: fix.tag },
            edits: [insert(fix.pair.end, `=${fix.tag}`)],
          },
        },
      );
    },
  },
  examples: [
    bad(
      source`
        ARG VERSION
        FROM ‹alpine:$VERSION›
      `,
      {
        fixed: source`
          ARG VERSION=3.24
          FROM alpine:$VERSION
        `,
      },
    ),
    bad(source`
      ARG REPOSITORY
      FROM ‹\${REPOSITORY}/app:1.0›
    `),
    bad(source`
      ARG IMAGE
      FROM ‹$IMAGE›
    `),
    good(source`
      ARG VERSION=3.22
      ARG SUFFIX
      FROM alpine:$VERSION$SUFFIX
    `),
    good(source`
      ARG IMAGE
      FROM \${IMAGE:-alpine:3.22}
      FROM alpine:3.22-$TARGETARCH
    `),
  ],
});

/** A tag for `image:$VERSION`, where VERSION is an ARG without a default and the image is known. */
function tagFix(document: Dockerfile, text: string, { refs }: Expansion): { pair: Pair; tag: string } | undefined {
  const ref: VariableRef | undefined = refs[0];
  if (!ref || refs.length > 1 || ref.end !== text.length || ref.operand || text[ref.start - 1] !== ':')
    return undefined;
  const { repository } = parseReference(text.slice(0, ref.start - 1));
  const tag = imageFacts(repository, undefined)?.recommendedTag;
  const pair = document.globals.flatMap((arg) => arg.pairs).findLast(({ key }) => key.text === ref.name);
  return tag && pair && !pair.value ? { pair, tag } : undefined;
}
