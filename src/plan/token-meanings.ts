/** The names that templates may use, with what they stand for: validation and documentation read this table. */
export const tokenMeanings = {
  videoId: 'the video id',
  title: "the video's title",
  description: 'the first sentence or paragraph of its description, up to 160 characters',
  date: 'when it was published, as 2020-04-14T19:09:07Z',
  year: 'the year of publication, four digits',
  month: 'the month of publication, two digits',
  day: 'the day of publication, two digits',
  duration: 'its length in seconds',
  isShort: 'whether it is a Short',
  tags: 'its tags, without the excluded ones and slashes at their ends',
  category: 'the name of its YouTube category',
  categories: 'the same as a list of one',
  preview: 'the URL of its widest thumbnail',
  slug: "the page's slug",
  permalink: '`urls.page` with `:slug` left for the site generator to fill in',
  watchUrl: 'the URL of the video on YouTube',
  channelId: "the channel's id",
  channelTitle: "the channel's title",
} as const;

export type TokenName = keyof typeof tokenMeanings;
