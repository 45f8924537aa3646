import type { Shape } from './fields.ts';

/** The fields that each resource can have, so that a misspelt `fields` parameter is refused as Google refuses it. */
const pageInfo: Shape = { totalResults: true, resultsPerPage: true };
const list = (item: Shape): Shape => ({
  kind: true,
  etag: true,
  nextPageToken: true,
  prevPageToken: true,
  pageInfo,
  items: item,
});
const localized: Shape = { title: true, description: true };

export const channelShape = list({
  kind: true,
  etag: true,
  id: true,
  snippet: {
    title: true,
    description: true,
    customUrl: true,
    publishedAt: true,
    thumbnails: true,
    localized,
    country: true,
    defaultLanguage: true,
  },
  contentDetails: { relatedPlaylists: { likes: true, favorites: true, uploads: true } },
  statistics: { viewCount: true, subscriberCount: true, hiddenSubscriberCount: true, videoCount: true },
  status: true,
  brandingSettings: true,
  topicDetails: true,
  localizations: true,
});

export const playlistItemShape = list({
  kind: true,
  etag: true,
  id: true,
  snippet: {
    publishedAt: true,
    channelId: true,
    title: true,
    description: true,
    thumbnails: true,
    channelTitle: true,
    playlistId: true,
    position: true,
    resourceId: { kind: true, videoId: true },
    videoOwnerChannelTitle: true,
    videoOwnerChannelId: true,
  },
  contentDetails: { videoId: true, videoPublishedAt: true, startAt: true, endAt: true, note: true },
  status: { privacyStatus: true },
});

export const videoShape = list({
  kind: true,
  etag: true,
  id: true,
  snippet: {
    publishedAt: true,
    channelId: true,
    title: true,
    description: true,
    thumbnails: true,
    channelTitle: true,
    tags: true,
    categoryId: true,
    liveBroadcastContent: true,
    defaultLanguage: true,
    localized,
    defaultAudioLanguage: true,
  },
  contentDetails: {
    duration: true,
    dimension: true,
    definition: true,
    caption: true,
    licensedContent: true,
    regionRestriction: true,
    contentRating: true,
    projection: true,
    hasCustomThumbnail: true,
  },
  status: {
    uploadStatus: true,
    failureReason: true,
    rejectionReason: true,
    privacyStatus: true,
    publishAt: true,
    license: true,
    embeddable: true,
    publicStatsViewable: true,
    madeForKids: true,
    selfDeclaredMadeForKids: true,
    containsSyntheticMedia: true,
  },
  statistics: { viewCount: true, likeCount: true, favoriteCount: true, commentCount: true },
  player: { embedHtml: true, embedHeight: true, embedWidth: true },
  liveStreamingDetails: {
    actualStartTime: true,
    actualEndTime: true,
    scheduledStartTime: true,
    scheduledEndTime: true,
    concurrentViewers: true,
    activeLiveChatId: true,
  },
  topicDetails: true,
  recordingDetails: true,
  localizations: true,
  paidProductPlacementDetails: true,
});
