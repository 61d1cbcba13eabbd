import { bad, good, source } from '../../../core/rule.js';
import { dockerfileRule, type Rule } from '../rule.js';
import type { Comment, Instruction } from '../syntax/tree.js';

/** Comments that speak to a tool, not to a reader. */
const toolComment =
  /^(?:check\s*=|hadolint\b|platform-builder:|dockerfile-utils:|shellcheck\b|trivy:|checkov:|kics-scan\b|renovate:|syntax\s*=|escape\s*=)/;

export const rule: Rule = dockerfileRule('dockerfile/definition-description', {
  summary: 'Description that does not start with the name of what it describes',
  why: `\`docker build --call=outline\` and \`--call=targets\` show the comment above an ARG or a named stage as its
description, if it starts with the name. An empty comment line (\`#\`) keeps a comment that is none apart.`,
  category: 'style',
  severity: 'hint',
  profile: 'all',
  since: '0.1',
  peers: ['buildkit:InvalidDefinitionDescription'],
  fix: 'none',
  messages: {
    description: 'Start the description with "{name}", or put a line with only "#" below the comment.',
  },
  on: {
    ARG(instruction, ctx) {
      if (instruction.trigger) return;
      const names = instruction.pairs.map((pair) => pair.key.text);
      const comment = wrong(instruction, names);
      if (comment && names[0]) ctx.report(comment, 'description', { name: names[0] });
    },
    FROM(instruction, ctx) {
      const name = instruction.name?.text.toLowerCase();
      const comment = name ? wrong(instruction, [name]) : undefined;
      if (comment && name) ctx.report(comment, 'description', { name });
    },
  },
  examples: [
    bad(source`
      ‹# The version of the base image›
      ARG VERSION=3.22
      ‹# Compiles the program›

      FROM alpine:\${VERSION} AS build
    `),
    good(source`
      # VERSION is that of the base image
      ARG VERSION=3.22
      # Two versions

      # build compiles the program
      FROM alpine:\${VERSION} AS Build
      # Not a description
      #
      ARG OTHER
      # Nor is this
      FROM alpine:\${VERSION}
      # hadolint ignore=DL3006
      ARG THIRD
    `),
  ],
});

/** The comment that the builder takes as the description, where it does not start with one of the names. */
function wrong(instruction: Instruction, names: readonly string[]): Comment | undefined {
  const comment = instruction.comments[instruction.comments.length - 1];
  if (!comment || toolComment.test(comment.text)) return undefined;
  return names.includes(comment.text.split(' ')[0] ?? '') ? undefined : comment;
}
