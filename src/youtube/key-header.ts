import http from 'node:http';
import https from 'node:https';
import type { youtube_v3 } from '@googleapis/youtube';

type Adapter = NonNullable<youtube_v3.Options['adapter']>;

/**
 * Makes the step of the client that adds the API key to a request. The key goes straight into the header that is about to
 * be sent. In the request's options, where headers usually stand, it would be printed by NODE_DEBUG=http and by whoever
 * inspects an error of the client's. The client has chosen the agent by then, a proxy's or none.
 */
export function addKeyHeader(key: string): Adapter {
  return (options, send) => {
    const standard = options.url.protocol === 'https:' ? https.globalAgent : http.globalAgent;
    const agent = typeof options.agent === 'function' ? options.agent(options.url) : options.agent;
    return send({ ...options, agent: wrapAgent(agent ?? standard, key) });
  };
}

/** The same agent with the same connections, but every request through it gets the header. */
function wrapAgent(agent: http.Agent, key: string): http.Agent {
  const inner = agent as http.Agent & { addRequest(request: http.ClientRequest, options: object): void };
  const addRequest = (request: http.ClientRequest, options: object) => {
    request.setHeader('x-goog-api-key', key);
    inner.addRequest(request, options);
  };
  return Object.create(inner, { addRequest: { value: addRequest } });
}
