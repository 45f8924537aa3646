/** The key of the config that says which version of a generator builds the site, where that decides URLs. */
export const versionKey = 'hugo';

export const aboutVersion =
  'The version of Hugo that builds the site, such as `0.131` or `latest`. By default it is found in `netlify.toml`, in the workflows, or by asking `hugo`.';
