/** What `tubematter help` explains beside the commands. */
export const helpTopics = ['config', 'templates'] as const;
