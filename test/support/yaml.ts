import type { YamlNode, YamlStream } from '../../server/src/yaml/tree.js';

/** A stream in one line: `~` is nothing, a quote, `|` or `>` before a text is its style, `?` an alias of nothing. */
export function shown(stream: YamlStream): string {
  return stream.documents.map((document) => shownNode(document.root)).join(' --- ');
}

function shownNode(node: YamlNode | undefined): string {
  if (!node) return '~';
  const properties = `${node.tag ? `${node.tag.text} ` : ''}${node.anchor ? `&${node.anchor.name} ` : ''}`;
  switch (node.kind) {
    case 'alias':
      return `${properties}*${node.name}${node.target ? '' : '?'}`;
    case 'scalar': {
      const mark = { plain: '', single: "'", double: '"', literal: '|', folded: '>' }[node.style];
      return properties + mark + node.text.replaceAll('\n', '\\n');
    }
    case 'map': {
      const entries = node.entries.map(
        ({ key, colon, value }) => `${shownNode(key)}${colon === undefined ? '' : ':'} ${shownNode(value)}`,
      );
      return `${properties}{${entries.join(', ')}}`;
    }
    case 'seq':
      return `${properties}[${node.items.map((item) => shownNode(item.value)).join(', ')}]`;
  }
}

/** The kinds of all problems, each with the text that it stands at. */
export function shownProblems(stream: YamlStream): readonly string[] {
  return stream.documents.flatMap((document) =>
    document.problems.map(({ kind, start, end }) => `${kind} ${stream.text.slice(start, end)}`),
  );
}
