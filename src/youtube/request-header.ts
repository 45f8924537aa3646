import http from 'node:http';
import https from 'node:https';

/** A header by its name and value. */
export interface Header {
  name: string;
  value: string;
}

interface ClientOptions {
  url: URL;
  agent?: http.Agent | ((url: URL) => http.Agent) | undefined;
}

/**
 * Makes the client's step that adds a secret header to a request. It goes straight into the request that is about to be
 * sent: in the request's options, where headers usually are, NODE_DEBUG=http and anything that inspects a client error
 * would print it. At this point, the client has chosen the agent: a proxy's or none.
 */
export function makeHeaderAdapter(header: Header) {
  return <Options extends ClientOptions, Answer>(options: Options, send: (options: Options) => Answer) => {
    const standard = options.url.protocol === 'https:' ? https.globalAgent : http.globalAgent;
    const agent = typeof options.agent === 'function' ? options.agent(options.url) : options.agent;
    return send({ ...options, agent: wrapAgent(agent ?? standard, header) });
  };
}

/** The same agent with the same connections, but every request through it gets the header. */
function wrapAgent(agent: http.Agent, { name, value }: Header): http.Agent {
  const inner = agent as http.Agent & { addRequest(request: http.ClientRequest, options: object): void };
  const addRequest = (request: http.ClientRequest, options: object) => {
    request.setHeader(name, value);
    inner.addRequest(request, options);
  };
  return Object.create(inner, { addRequest: { value: addRequest } });
}
