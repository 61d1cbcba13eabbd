import type { YamlAnchor, YamlComment, YamlNode, YamlProblem, YamlScalar } from '../tree.js';
import { isBlank, isSpace, plainStop, trimBlanks } from './characters.js';
import { type Properties, scalarOf } from './nodes.js';
import { columnOf } from './template.js';

/** How deep nodes may lie in one another, so that neither we nor those who walk a tree run out of stack. */
export const deepest = 400;

/** The place in the text of one document, and what is collected on the way. Shared by all steps of reading it. */
export class Source {
  readonly text: string;
  /** Where the document's content ends. */
  readonly end: number;
  at = 0;
  /** The line of `at`: its start, its spaces, its first other character, its end without the line break, the next line. */
  lineStart = 0;
  spaces = 0;
  first = 0;
  lineEnd = 0;
  next = 0;
  /** Column of the content that `toContent` found; -1 at the end. In a line with tabs, the one it is taken to have. */
  column = -1;
  depth = 0;
  /** Start of the line that has a problem of its indentation already. */
  misplaced = -1;
  /** Whether a flow collection without end was reported and those around it have to end too. */
  broken = false;
  openSequences = 0;
  openMaps = 0;
  readonly comments: YamlComment[] = [];
  readonly problems: YamlProblem[] = [];
  readonly anchors: Map<string, YamlNode> = new Map();
  readonly handles: Set<string> = new Set();
  /** The next line that is no template, as seen from the lines since `from`. */
  below: { from: number; line: number; column: number } = { from: 0, line: 0, column: -1 };
  private tabReported = -1;
  private landed = -1;
  private landedTabbed = false;
  private landedColumn = 0;

  constructor(text: string, start: number, end: number) {
    this.text = text;
    this.end = end;
    this.beginLine(start);
  }

  code(ahead = 0): number {
    return this.text.charCodeAt(this.at + ahead);
  }

  beginLine(start: number): void {
    const { text, end } = this;
    let i = start;
    while (i < end && text.charCodeAt(i) === 32) i++;
    this.spaces = i - start;
    this.lineStart = start;
    this.at = start;
    const newline = i < end ? text.indexOf('\n', i) : -1;
    if (newline === -1 || newline >= end) {
      this.lineEnd = this.next = end;
    } else {
      this.next = newline + 1;
      this.lineEnd = newline > start && text.charCodeAt(newline - 1) === 13 ? newline - 1 : newline;
    }
    while (i < this.lineEnd && text.charCodeAt(i) === 9) {
      i++;
      while (i < this.lineEnd && text.charCodeAt(i) === 32) i++;
    }
    this.first = Math.min(i, this.lineEnd);
  }

  /** Makes this line go on behind a `---`, so that nothing on it is the start of a line. */
  continueLine(start: number): void {
    this.lineStart = start;
    this.first = -1;
    this.spaces = 0;
  }

  /** Whether only blanks stand before `at` on its line. */
  get fresh(): boolean {
    return this.at === this.first;
  }

  get tabbed(): boolean {
    return this.first > this.lineStart + this.spaces;
  }

  skipBlanks(): void {
    while (this.at < this.lineEnd && isBlank(this.text.charCodeAt(this.at))) this.at++;
  }

  /** Whether nothing but a comment follows on the line. */
  atLineEnd(): boolean {
    this.skipBlanks();
    return this.at >= this.lineEnd || this.atComment();
  }

  atComment(): boolean {
    return this.code() === 35 && (this.at === this.lineStart || isBlank(this.code(-1)));
  }

  /**
   * Goes to the next character that is neither blank nor in a comment; false at the end of the document.
   * @param open whether a value is looked for, so that a line with tabs lies inside the one before.
   */
  toContent(open = false): boolean {
    for (;;) {
      this.skipBlanks();
      if (this.at < this.lineEnd) {
        if (!this.atComment()) {
          this.column = this.at === this.first ? this.land(open) : this.at - this.lineStart;
          return true;
        }
        this.comment();
      }
      if (this.next >= this.end) {
        this.at = this.end;
        this.column = -1;
        return false;
      }
      this.beginLine(this.next);
    }
  }

  /** Takes the comment at `at` and goes to the end of its line. */
  comment(): void {
    const { text, at, lineEnd } = this;
    let from = at + 1;
    while (from < lineEnd && isBlank(text.charCodeAt(from))) from++;
    const last = this.comments[this.comments.length - 1];
    // A line may be passed twice where a quote without end is closed early.
    if (!last || last.start < at) {
      const content = text.slice(from, trimBlanks(text, from, lineEnd));
      this.comments.push({ start: at, end: lineEnd, text: content, ownLine: at === this.first });
    }
    this.at = lineEnd;
  }

  private land(open: boolean): number {
    if (this.landed === this.lineStart) return this.landedColumn;
    if (this.tabbed) {
      // In a file indented with tabs they count as such; a single line with tabs joins the line before.
      const wide = this.wideColumn();
      if (open) this.landedColumn = Math.max(wide, this.landedColumn + 1);
      else if (this.landedTabbed) this.landedColumn = wide;
    } else {
      this.landedColumn = columnOf(this);
    }
    this.landedTabbed = this.tabbed;
    this.landed = this.lineStart;
    return this.landedColumn;
  }

  private wideColumn(): number {
    let column = 0;
    for (let i = this.lineStart; i < this.first; i++) column += this.text.charCodeAt(i) === 9 ? 8 - (column % 8) : 1;
    return column;
  }

  problem(kind: YamlProblem['kind'], start: number, end: number, subject: string = this.text.slice(start, end)): void {
    this.problems.push({ kind, start, end, subject });
  }

  /** Reports the tabs before the content of a line that has to be indented with spaces. */
  reportTab(): void {
    if (!this.tabbed || !this.fresh || this.tabReported === this.lineStart) return;
    this.tabReported = this.lineStart;
    this.misplaced = this.lineStart;
    const from = this.lineStart + this.spaces;
    this.problem('tab', from, this.first);
  }

  /** Reports that the content at `at` is indented as nothing before it. */
  reportIndent(): void {
    if (this.misplaced === this.lineStart) return;
    this.misplaced = this.lineStart;
    const end = trimBlanks(this.text, this.at, plainStop(this.text, this.at, this.lineEnd));
    this.problem('indent', this.at, Math.max(end, this.at + 1));
  }

  /** Goes to the end of the line; what stands there besides a comment may not. */
  endLine(): void {
    if (this.atLineEnd()) return;
    const end = commentOrEnd(this.text, this.at, this.lineEnd);
    this.problem('unexpected', this.at, trimBlanks(this.text, this.at, end));
    this.at = end;
  }

  /** End of the line of an offset, without its break. */
  endOfLine(offset: number): number {
    const newline = this.text.indexOf('\n', offset);
    if (newline === -1 || newline >= this.end) return this.end;
    return newline > offset && this.text.charCodeAt(newline - 1) === 13 ? newline - 1 : newline;
  }

  name(node: YamlNode, anchor: YamlAnchor | undefined): void {
    if (anchor) this.anchors.set(anchor.name, node);
  }

  /** The node of properties that nothing follows. */
  empty(properties: Properties): YamlScalar {
    const { end, tag, anchor } = properties;
    const node = scalarOf('plain', end, end, end, '');
    node.tag = tag;
    node.anchor = anchor;
    this.name(node, anchor);
    return node;
  }
}

function commentOrEnd(text: string, from: number, lineEnd: number): number {
  for (let i = from + 1; i < lineEnd; i++) {
    if (text.charCodeAt(i) === 35 && isBlank(text.charCodeAt(i - 1))) return i;
  }
  return lineEnd;
}

/** Whether an indicator such as `-` or `?` stands at `at`. */
export function atIndicator(source: Source, code: number): boolean {
  return source.code() === code && isSpace(source.code(1));
}
