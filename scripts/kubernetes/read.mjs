// Reads the declarations of types that packages of kubernetes-models have: each interface becomes a plain object.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * @typedef {string | { list: Type, keys?: string[] } | { map: Type } | { values: (string | number)[] } | { ref: string }
 *   | { fields: Map<string, Field>, text?: string }} Type a letter for what is basic: encode.mjs lists them
 * @typedef {{ type: Type, required?: boolean, text?: string, since?: number, until?: number, default?: unknown,
 *   deprecated?: boolean }} Field
 * @typedef {{ fields: Map<string, Field>, text?: string, apiVersion?: string, kind?: string } | { alias: Type }} Declaration
 */

/** What stands for a type of its own, in whichever package. */
const known = {
  'api/resource/Quantity': 'q',
  'util/intstr/IntOrString': 'x',
  'apis/meta/v1/Time': 't',
  'apis/meta/v1/MicroTime': 'u',
  'apis/meta/v1/FieldsV1': 'a',
  'runtime/RawExtension': 'o',
};

/** Models of clouds' resources, of which one package has hundreds: nobody takes them for what a cluster runs. */
const skipped = /\.cnrm\.cloud\.google\.com\//;

/**
 * @param {typeof import('typescript')} ts
 * @param {string} modules the folder `node_modules`
 * @param {readonly string[]} packages
 * @returns {Map<string, Declaration>} by package and path, such as `kubernetes-models/apps/v1/DeploymentSpec`
 */
export function readPackages(ts, modules, packages) {
  const files = new Map();
  for (const name of packages) {
    const folder = join(modules, name);
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const path = file.replaceAll('\\', '/');
      if (skipped.test(path)) continue;
      if (!path.endsWith('.d.ts') || path.endsWith('index.d.ts') || /(?:^|\/)(?:_schemas|node_modules)\//.test(path))
        continue;
      const id = `${name}/${path.slice(0, -'.d.ts'.length)}`;
      files.set(id, ts.createSourceFile(path, readFileSync(join(folder, file), 'utf8'), ts.ScriptTarget.Latest, false));
    }
  }
  const found = new Map();
  for (const [id, source] of files) {
    const declaration = declarationOf(ts, id, source, (one) => files.has(one));
    if (declaration) found.set(id, declaration);
  }
  for (const [id, one] of found) if (one.bases) found.set(id, inherited(found, one));
  return found;
}

function declarationOf(ts, id, source, isFile) {
  const imports = new Map();
  const name = id.slice(id.lastIndexOf('/') + 1);
  let main;
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) {
      const from = statement.moduleSpecifier.text;
      const target = from.startsWith('.') ? join(dirname(id), from).replaceAll('\\', '/') : from;
      const file = target.replace(/\.js$/, '');
      for (const { name } of statement.importClause?.namedBindings?.elements ?? []) imports.set(name.text, file);
    } else if ((ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) && !main) {
      if (statement.name.text.startsWith('I')) main = statement;
    }
  }
  if (!main) return undefined;
  const reader = new Reader(ts, (reference) => {
    if (reference === main.name.text) return id;
    const file = imports.get(reference);
    // A helper of TypeScript's own, which says nothing that we could use.
    if (file === undefined) return undefined;
    const [, path] = /^@kubernetes-models\/apimachinery\/(.*)/.exec(file) ?? [];
    if (path !== undefined && known[path]) return known[path];
    return isFile(file) ? file : undefined;
  });
  if (ts.isTypeAliasDeclaration(main)) return { alias: reader.type(main.type) };
  const fields = reader.fields(main.members);
  const bases = (main.heritageClauses ?? []).flatMap(({ types }) =>
    types.map(({ expression }) => expression.text).filter((one) => one !== 'TypeMeta'),
  );
  const literal = (key) => {
    const member = main.members.find((one) => one.name?.text === key);
    return member?.type && ts.isLiteralTypeNode(member.type) ? member.type.literal.text : undefined;
  };
  return {
    fields,
    text: textOf(main),
    name,
    ...(bases.length > 0 && { bases: bases.map((one) => reader.resolve(one)) }),
    ...(literal('kind') && { apiVersion: literal('apiVersion'), kind: literal('kind') }),
  };
}

/** An interface with the fields of those that it extends. */
function inherited(found, declaration) {
  const fields = new Map();
  for (const base of declaration.bases) {
    const one = found.get(base);
    const whole = one?.bases ? inherited(found, one) : one;
    // What extends something unknown may have any field.
    if (!whole?.fields) return { ...declaration, bases: undefined, fields: new Map() };
    // Only custom resources extend types of Kubernetes, and they do not ask for what these ask for.
    const isLoose = base.startsWith('kubernetes-models/');
    for (const [name, field] of whole.fields) fields.set(name, isLoose ? { ...field, required: false } : field);
  }
  for (const [name, field] of declaration.fields) fields.set(name, field);
  return { ...declaration, bases: undefined, fields };
}

function textOf(node) {
  const comment = node.jsDoc?.at(-1)?.comment;
  const text = typeof comment === 'string' ? comment : comment?.map((part) => part.text).join('');
  // Marks for the makers of the type, which are no part of what it says.
  const kept = text?.split('\n').filter((line) => !/^\s*(?:<gateway:|<\/gateway:|\+\w+|---)/.test(line));
  return (
    kept
      ?.join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim() || undefined
  );
}

class Reader {
  constructor(ts, resolve) {
    this.ts = ts;
    this.resolve = resolve;
  }

  fields(members) {
    const fields = new Map();
    for (const member of members) {
      if (!this.ts.isPropertySignature(member)) continue;
      const text = textOf(member);
      fields.set(member.name.text, {
        type: this.type(member.type),
        ...(!member.questionToken && { required: true }),
        ...(text && { text }),
      });
    }
    return fields;
  }

  type(node) {
    const { SyntaxKind } = this.ts;
    switch (node.kind) {
      case SyntaxKind.StringKeyword:
        return 's';
      case SyntaxKind.NumberKeyword:
        return 'n';
      case SyntaxKind.BooleanKeyword:
        return 'b';
      case SyntaxKind.ParenthesizedType:
        return this.type(node.type);
      case SyntaxKind.ArrayType:
        return { list: this.type(node.elementType) };
      case SyntaxKind.LiteralType:
        return this.literals([node]) ?? 'a';
      case SyntaxKind.UnionType:
        return this.union(node);
      case SyntaxKind.IntersectionType:
        return this.intersection(node);
      case SyntaxKind.TypeLiteral:
        return this.object(node);
      case SyntaxKind.TypeReference:
        return this.reference(node);
      default:
        return 'a';
    }
  }

  reference({ typeName, typeArguments }) {
    if (typeName.text === 'Array') return { list: this.type(typeArguments[0]) };
    const target = this.resolve(typeName.text);
    if (target === undefined) return 'a';
    return target.length === 1 ? target : { ref: target };
  }

  union({ types }) {
    const kinds = new Set(types.map(({ kind }) => kind));
    const { StringKeyword, NumberKeyword } = this.ts.SyntaxKind;
    if (kinds.size === 2 && kinds.has(StringKeyword) && kinds.has(NumberKeyword)) return 'x';
    return this.literals(types) ?? 'a';
  }

  /** A choice of values, if that is what a union is. */
  literals(types) {
    const values = types.map((one) => {
      const literal = this.ts.isLiteralTypeNode(one) ? one.literal : undefined;
      if (literal && this.ts.isStringLiteral(literal)) return literal.text;
      return literal && this.ts.isNumericLiteral(literal) ? Number(literal.text) : undefined;
    });
    return values.includes(undefined) ? undefined : { values };
  }

  /** Of a map and what else has to hold for it, the map; what stands only in the conditions may be there. */
  intersection({ types }) {
    const parts = types.map((one) => (one.kind === this.ts.SyntaxKind.ParenthesizedType ? one.type : one));
    const isMap = (one) => one.kind === this.ts.SyntaxKind.TypeLiteral;
    const maps = parts.filter(isMap);
    if (maps.length === 0) return 'a';
    const fields = new Map(maps.flatMap((one) => [...this.fields(one.members)]));
    for (const part of parts.filter((one) => !isMap(one))) {
      for (const choice of part.types ?? []) {
        if (!isMap(choice)) return 'a';
        for (const [name, { type }] of this.fields(choice.members)) if (!fields.has(name)) fields.set(name, { type });
      }
    }
    return { fields };
  }

  object({ members }) {
    const index = members.find((one) => this.ts.isIndexSignatureDeclaration(one));
    const fields = this.fields(members);
    if (fields.size === 0) return index ? { map: this.type(index.type) } : 'a';
    return index ? 'a' : { fields };
  }
}
