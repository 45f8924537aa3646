/** What people write by mistake most often, by what the parser says of it. */
const phrases: [said: RegExp, phrase: string][] = [
  [/^Map keys must be unique/, 'a key is there twice'],
  [/^Missing closing (["'])quote/, 'a quote is not closed: $1'],
  [/^Plain value cannot start with .* (\S)$/, 'a value that begins with $1 needs quotes'],
  [
    /^Nested mappings are not allowed.*/,
    'a value with a colon and a space needs quotes, or a key is indented too far',
  ],
  [
    /^Implicit (?:map )?keys need to be .*/,
    'a line is neither a key with a colon and a space, nor part of a value',
  ],
  [/^Flow .* and end with a (\S)$/, 'a list or map in brackets is not closed: $1 is missing'],
  [
    /^Invalid escape sequence (.*)$/,
    '$1 has no meaning in double quotes: use single quotes, or two backslashes',
  ],
  [/^Unexpected scalar at node end/, 'text follows the end of a value: the whole value needs quotes'],
];

/** One clear phrase for a fault that the parser found. */
export function describeFault({ message }: { message: string }): string {
  const [said, phrase] = phrases.find(([pattern]) => pattern.test(message)) ?? [];
  return said && phrase ? message.replace(said, phrase) : message;
}
