// The values that fields may have, by the constants of their types in the sources of Kubernetes.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @param {string} folder a module with the sources of API versions
 * @returns {Map<string, string>} by type and field, such as `apps.v1.DeploymentStrategy.type`, types as the facts write them
 */
export function enumsOf(folder) {
  const found = new Map();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const [group, version, name] = file.split(/[\\/]/).slice(-3);
    if (name !== 'types.go' || !/^v\d/.test(version)) continue;
    const text = readFileSync(join(folder, file), 'utf8');
    const values = valuesOf(text);
    const structs = new Map(
      [...text.matchAll(/^type (\w+) struct \{\n([\s\S]*?)^\}/gm)].map(([, struct, body]) => [struct, body]),
    );
    for (const struct of structs.keys())
      for (const [field, type] of fieldsOf(struct, structs, values))
        found.set(`${group}.${version}.${struct}.${field}`, type);
  }
  return found;
}

/** The values of each type that is marked as having no others. */
function valuesOf(text) {
  const result = new Map();
  for (const [, name] of text.matchAll(/^\/\/ \+enum\n(?:\/\/.*\n)*type (\w+) string$/gm)) {
    const constants = [...text.matchAll(new RegExp(`^\\s+\\w+\\s+${name}\\s*=\\s*"([^"]*)"`, 'gm'))];
    if (constants.length > 0) result.set(name, [...new Set(constants.map(([, value]) => value))].sort());
  }
  return result;
}

/** The fields of a struct that have such a type, with those of structs that are part of it. */
function* fieldsOf(struct, structs, values) {
  for (const [, embedded] of (structs.get(struct) ?? '').matchAll(/^\s+(\w+) `json:",inline"/gm))
    yield* fieldsOf(embedded, structs, values);
  for (const [, list, type, field] of (structs.get(struct) ?? '').matchAll(
    /^\s+\w+\s+\*?(\[\])?(\w+)\s+`json:"(\w+)[,"]/gm,
  )) {
    const choice = values.get(type);
    if (choice) yield [field, `${list ?? ''}=${choice.join('|')}`];
  }
}
