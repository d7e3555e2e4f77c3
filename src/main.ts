import { type App, startApp } from './app.js';
import { runProcess } from './run-process.js';

runProcess(async (config, surroundings) => {
  const app = await startApp(config, surroundings);
  return { greeting: greeting(app), stop: app.stop };
});

function greeting({ address, shopName, agent }: App): string {
  const password = agent.password === undefined ? '' : ` · password ${agent.password}`;
  return [
    'Concierge is ready',
    `  ${shopName}, with the chat   ${address}/`,
    `  Agent console   ${address}/console   ${agent.email}${password}`,
    '',
  ].join('\n');
}
