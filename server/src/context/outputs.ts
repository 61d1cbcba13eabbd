const outputs =
  /(?:^|\/)(?:dist|build|out|output|bin|obj|target|publish|artifacts?|release|\.next|\.output|node_modules|vendor|coverage|generated)(?:\/|$)|\.(?:jar|war|ear|whl|deb|rpm|apk|tgz|tar\.gz|zip|exe|dll|so|o|a)$/i;

/** Whether a path looks like something that a build makes, by usual names. */
export function isUsualOutput(path: string): boolean {
  return outputs.test(path);
}
