declare module 'gray-matter/lib/parse.js' {
  interface Engine<Options> {
    parse(source: string, options: Options): Record<string, import('../model/value.ts').Value>;
  }

  /** Gives a block to the engine of its language. */
  export default function parse<Options extends { engines: Record<string, Engine<Options>> }>(
    language: string,
    source: string,
    options: Options,
  ): ReturnType<Engine<Options>['parse']>;
}
