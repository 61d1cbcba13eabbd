import { Memory } from '../../core/memo.js';
import { readYaml } from '../../yaml/read.js';
import type { YamlStream } from '../../yaml/tree.js';

/** A file of manifests as read: YAML with any number of documents, or JSON, which is YAML as well. */
export interface KubernetesDocument {
  readonly text: string;
  readonly stream: YamlStream;
  readonly memory: Memory;
}

export function parseKubernetes(text: string, previous?: KubernetesDocument): KubernetesDocument {
  return { text, stream: readYaml(text, previous?.stream), memory: new Memory() };
}
