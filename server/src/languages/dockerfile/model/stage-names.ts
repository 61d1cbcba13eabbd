import type { Dockerfile, Stage } from './dockerfile.js';

/** A name that nothing in the file has: no stage, no image and no other word. */
export function freeStageName(document: Dockerfile, stage: Stage): string {
  const unnamed = document.stages.filter((other) => !other.name).indexOf(stage);
  let number = unnamed + 1;
  let name = number === 1 ? 'build' : `build-${number}`;
  while (hasWord(document, name)) name = `build-${++number}`;
  return name;
}

function hasWord(document: Dockerfile, name: string): boolean {
  return document.instructions.some((instruction) => {
    const words = instruction.kind === 'FROM' ? instruction.words : [];
    const values = instruction.flags.flatMap((flag) => flag.value?.text.toLowerCase() ?? []);
    return words.some((word) => word.text.toLowerCase() === name) || values.some((value) => value.includes(name));
  });
}
