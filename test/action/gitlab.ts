import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** A merge request, in the names of GitLab's API. */
type MergeRequest = Record<string, unknown> & { iid: number; state: 'opened' | 'closed'; notes: string[] };

export interface Gitlab {
  url: string;
  requests: MergeRequest[];
  template: MergeRequest;
}

/**
 * The part of GitLab's API of merge requests that the recipe uses, over one project. Source:
 * https://docs.gitlab.com/api/merge_requests/ and https://docs.gitlab.com/api/notes/
 *
 * @param token which it asks for
 */
export async function startGitlab(token: string): Promise<Gitlab> {
  const template: MergeRequest = {
    iid: 5,
    state: 'opened',
    source_project_id: 12,
    source_branch: 'tubematter/import',
    target_branch: 'main',
    title: '',
    notes: [],
  };
  const requests: MergeRequest[] = [];
  const answer = (method: string, url: URL, form: Record<string, string>) => {
    const [, iid, notes] = /^\/projects\/12\/merge_requests(?:\/(\d+))?(\/notes)?$/.exec(url.pathname) ?? [];
    const found = requests.find((request) => String(request.iid) === iid);
    if (method === 'GET' && iid === undefined) {
      const wanted = Object.fromEntries(url.searchParams);
      return requests.filter((request) =>
        Object.entries(wanted).every(([name, value]) => request[name] === value),
      );
    }
    if (method === 'POST' && iid === undefined) {
      requests.push({ ...template, iid: requests.length + 4, notes: [], ...form });
      return requests.at(-1);
    }
    if (method === 'POST' && found && notes) return found.notes.push(form['body'] ?? '');
    return method === 'PUT' && found ? Object.assign(found, form) : null;
  };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const form = Object.fromEntries(new URLSearchParams(await text(request)));
    const isAllowed = request.headers['private-token'] === token;
    const result = isAllowed ? answer(request.method ?? '', url, form) : null;
    response.statusCode = isAllowed ? (result === null ? 404 : 200) : 401;
    response.end(JSON.stringify(result));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, template };
}
