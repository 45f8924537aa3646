import type { ConfigInput as Config } from '../../src/config/keys.ts';
import type { ChannelVideo, Standing } from './channel.ts';
import type { Quote } from './page-text.ts';

/** One thing that happens, as plain data, so that a failing history can be read. Pages and videos go by their number. */
export type Step =
  | { does: 'publish' | 'import' | 'import a part' | 'lose lockfile' | 'use earlier lockfile' }
  | { does: 'retitle'; video: number; title: string }
  | { does: 'redescribe'; video: number; description: string }
  | { does: 'retag'; video: number; tags: string[] }
  | { does: 'recut'; video: number; seconds: number; shape: ChannelVideo['shape'] }
  | { does: 'upload again'; video: number; title: string | undefined }
  | { does: 'withdraw'; video: number; standing: Standing }
  | { does: 'restore'; video: number }
  | { does: 'edit'; page: number; key: string; value: unknown; quote: Quote }
  | { does: 'delete key'; page: number; key: string }
  | { does: 'delete entry'; page: number; key: string; at: number }
  | { does: 'add entry'; page: number; key: string; entry: unknown; quote: Quote }
  | { does: 'turn list'; page: number; key: string }
  | { does: 'anchor list'; page: number; key: string }
  | { does: 'remove anchors'; page: number }
  | { does: 'comment'; page: number; at: number; ownLine: boolean }
  | { does: 'write body'; page: number; body: string }
  | { does: 'move page'; page: number; folder: string }
  | { does: 'write page'; page: number; front: [key: string, value: unknown][]; quote: Quote }
  | { does: 'delete page'; page: number }
  | { does: 'cover page'; page: number; to: 410 | string }
  | { does: 'format lockfile'; indent: number | string }
  | { does: 'damage lockfile'; video: number; how: 'break' | 'conflict' }
  | { does: 'set urls'; page: string; aliases: string[] }
  | { does: 'set field'; key: string; rule: false | { update: string } | undefined }
  | { does: 'set missing'; missing: 'report' | 'flag' }
  | { does: 'set existing'; existing: 'fill' | 'leave' }
  | { does: 'set filters'; filters: NonNullable<Config['filters']> }
  | { does: 'set pruning'; age: string | undefined };
