import { makeMarkdownRenderer } from '../render-markdown.ts';

/** What kramdown adds to Markdown. Source: https://kramdown.gettalong.org/syntax.html */
const marks = [
  /^:(?= |$)/u, // definition
  /\{(?=:)/u, // attributes, extensions
  /\|/u, // table, in any line
  /\[(?=\^)/u, // footnote
  /^\[(?=[^\]]*\]:)/u, // definition of a link
];

/** Where Liquid runs, and where kramdown shows the backslash. */
const entities = [
  /(?<=\{)[{%]/u,
  /\$(?=\$)/u, // mathematics
  /^\^(?=$)/u, // end of a block
  /&(?=#\d+;|#x[\da-f]+;|[a-z][a-z\d]*;)/u,
  /(?<=https?|ftp):(?=\/\/[^ ])/u,
];

/** Liquid knows no switch that Jekyll 3 has too, such as GitHub Pages: its braces are escaped in the text. */
export const renderMarkdown = makeMarkdownRenderer(marks, entities);
