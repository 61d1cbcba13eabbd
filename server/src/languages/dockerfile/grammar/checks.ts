export interface BuildCheck {
  /** As `check=skip=` spells it. */
  readonly name: string;
  /** What it finds, in a line. */
  readonly summary: string;
}

/** The checks of BuildKit. */
export const buildChecks: readonly BuildCheck[] = [
  { name: 'ConsistentInstructionCasing', summary: 'instructions in upper and in lower case' },
  { name: 'CopyIgnoredFile', summary: 'copied files that .dockerignore leaves out' },
  { name: 'DuplicateStageName', summary: 'two stages of the same name' },
  { name: 'ExposeInvalidFormat', summary: 'EXPOSE with an address or a host port' },
  { name: 'ExposeProtoCasing', summary: 'EXPOSE with a protocol in upper case' },
  { name: 'FromAsCasing', summary: 'FROM and AS in different case' },
  { name: 'FromPlatformFlagConstDisallowed', summary: 'FROM with a fixed platform' },
  { name: 'InvalidBaseImagePlatform', summary: 'a base image of another platform' },
  { name: 'InvalidDefaultArgInFrom', summary: 'FROM that is not an image name with the defaults alone' },
  { name: 'InvalidDefinitionDescription', summary: 'a comment above ARG or FROM without its name (experimental)' },
  { name: 'JSONArgsRecommended', summary: 'CMD or ENTRYPOINT in shell form' },
  { name: 'LegacyKeyValueFormat', summary: 'ENV or LABEL without "="' },
  { name: 'MaintainerDeprecated', summary: 'MAINTAINER' },
  { name: 'MultipleInstructionsDisallowed', summary: 'CMD, ENTRYPOINT or HEALTHCHECK more than once in a stage' },
  { name: 'NoEmptyContinuation', summary: 'empty lines within an instruction' },
  { name: 'RedundantTargetPlatform', summary: 'FROM with the target platform, which it has anyway' },
  { name: 'ReservedStageName', summary: 'stages named scratch or context' },
  { name: 'SecretsUsedInArgOrEnv', summary: 'ARG or ENV that looks like a secret' },
  { name: 'StageNameCasing', summary: 'stage names in upper case' },
  { name: 'UndefinedArgInFrom', summary: 'variables of FROM that no ARG declares' },
  { name: 'UndefinedVar', summary: 'variables that nothing sets' },
  { name: 'WorkdirRelativePath', summary: 'a relative WORKDIR without an absolute one before' },
];
