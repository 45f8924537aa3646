import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { UserError } from '../model/error.ts';

/** What the config throws at once and does not catch ends the thread before it can answer. */
const program = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { inspect } = require('node:util');
  const fail = (thrown) => parentPort.postMessage({
    failure: thrown instanceof Error ? thrown.message : inspect(thrown),
  });
  const answer = ({ default: config }) => {
    try {
      parentPort.postMessage({ config });
    } catch (thrown) {
      fail(thrown);
    }
  };
  import(workerData).then((module) => setImmediate(answer, module), fail);
`;

/**
 * Loads a config that is a program. It runs in its own thread: nothing that it throws, starts or waits for outlives the
 * reading of what it exports.
 *
 * @throws UserError if it throws, never ends, or exports no plain data
 */
export async function loadModule(file: string): Promise<unknown> {
  const hint = 'It must export the config as its default export.';
  const worker = new Worker(program, { eval: true, workerData: pathToFileURL(file).href });
  const answer = await new Promise<{ config?: unknown; failure?: string }>((resolve) => {
    let failure = 'it ended, or waits for something that never comes';
    worker.once('message', resolve);
    worker.once('error', (thrown: unknown) => {
      failure = thrown instanceof Error ? thrown.message : String(thrown);
    });
    // What it throws once it has answered may be heard before the answer; its end is heard last.
    worker.once('exit', () => resolve({ failure }));
  });
  await worker.terminate();
  if (answer.failure !== undefined) {
    throw new UserError(`The config ${file} cannot be loaded: ${answer.failure.split('\n')[0]}`, hint);
  }
  if (answer.config === undefined) throw new UserError(`The config ${file} has no default export.`, hint);
  return answer.config;
}
