// A script as people write it in an afternoon: it pages through the uploads, asks for each fifty videos, and writes a page
// for each with gray-matter. It keeps no edits and no URLs, and tries nothing again.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { google } from 'googleapis';
import matter from 'gray-matter';
import slugify from 'slugify';

const [channelId] = process.argv.slice(2);
const youtube = google.youtube({
  version: 'v3',
  auth: process.env.YOUTUBE_API_KEY,
  rootUrl: process.env.YOUTUBE_API_ROOT,
});

const channels = await youtube.channels.list({ id: [channelId], part: ['contentDetails'] });
const playlistId = channels.data.items[0].contentDetails.relatedPlaylists.uploads;
let pageToken;
do {
  const page = await youtube.playlistItems.list({
    playlistId,
    part: ['contentDetails'],
    maxResults: 50,
    pageToken,
  });
  const id = page.data.items.map((item) => item.contentDetails.videoId);
  const videos = await youtube.videos.list({ id, part: ['snippet', 'contentDetails', 'status'] });
  for (const video of videos.data.items) writePage(video);
  pageToken = page.data.nextPageToken;
} while (pageToken);

function writePage({ id, snippet, contentDetails }) {
  const slug = slugify(snippet.title, { lower: true, strict: true });
  const folder = join('pages', id);
  const file = join(folder, 'index.md');
  const existing = existsSync(file)
    ? matter(readFileSync(file, 'utf8'))
    : { content: snippet.description, data: {} };
  const data = {
    ...existing.data,
    title: snippet.title,
    date: snippet.publishedAt,
    tags: snippet.tags ?? [],
    duration: contentDetails.duration,
    slug,
    url: `/resources/videos/${slug}`,
    aliases: [...new Set([...(existing.data.aliases ?? []), `/resources/${id}`])],
    videoId: id,
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, matter.stringify(existing.content, data));
}
