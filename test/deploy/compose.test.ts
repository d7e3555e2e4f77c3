import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readConfig } from '../../src/config.js';
import { noDeployTools, runTool } from '../support/deploy-tools/deploy-tools.js';
import { missing } from '../support/require-parts.js';

const projectSchema = z.object({
  services: z.record(
    z.string(),
    z.object({
      environment: z.record(z.string(), z.string()).optional(),
      command: z.array(z.string()).nullish(),
      ports: z.array(z.unknown()).optional(),
      read_only: z.boolean().optional(),
      volumes: z.array(z.object({ type: z.string(), source: z.string() })).optional(),
    }),
  ),
});

const GIVEN: Record<string, string> = {
  APP_SECRET: 'a'.repeat(32),
  CUSTOMER_SECRET: 'c'.repeat(32),
  AGENT_PASSWORD: 'p'.repeat(12),
};

describe.skipIf(missing(noDeployTools()))('the compose file', () => {
  it('gives every process of ours settings that it takes, the same to all', () => {
    const { services } = read();
    const ours = ['gateway-1', 'gateway-2', 'worker'].map((name) => services[name]);
    const configs = ours.map((service) => readConfig(filled(service?.environment ?? {})));
    expect(configs[0]).toMatchObject({ appSecret: GIVEN.APP_SECRET, redisUrl: 'redis://redis:6379' });
    expect(configs[1]).toEqual(configs[0]);
    expect(configs[2]).toEqual(configs[0]);
    expect(ours.every((service) => service?.read_only === true)).toBe(true);
  });

  it('opens the balancer to the world and nothing else', () => {
    const open = Object.entries(read().services).filter(([, { ports }]) => (ports ?? []).length > 0);
    expect(open.map(([name]) => name)).toEqual(['balancer']);
  });

  it('balances to every gateway it starts', () => {
    const gateways = Object.keys(read().services).filter((name) => name.startsWith('gateway-'));
    const balancer = readFileSync('deploy/compose/Caddyfile', 'utf8');
    for (const gateway of gateways) expect(balancer).toContain(`${gateway}:${readConfig({}).port}`);
  });

  it('starts scripts that the build makes and mounts files that are here', () => {
    const { services } = read();
    const script = services.worker?.command?.find((part) => part.endsWith('.js')) ?? '';
    expect(existsSync(script.replace('dist/', '').replace('.js', '.ts'))).toBe(true);
    const mounted = Object.values(services).flatMap(({ volumes }) => volumes ?? []);
    const files = mounted.filter(({ type }) => type === 'bind').map(({ source }) => source);
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) expect(existsSync(file)).toBe(true);
  });
});

function read(): z.infer<typeof projectSchema> {
  const { status, stdout, stderr } = runTool(
    'compose',
    ['-no-interpolation', '-format', 'json', 'compose.yaml'],
    'deploy',
  );
  if (status !== 0) throw new Error(stderr);
  return projectSchema.parse(JSON.parse(stdout));
}

/** `${NAME:?why}` and `${NAME:-default}`, as docker compose fills them in. */
function filled(environment: Record<string, string>): Record<string, string> {
  const fill = (value: string) =>
    value.replace(/\$\{(\w+):(?:-([^}]*)|\?[^}]*)\}/g, (_all, name: string, fallback = '') => GIVEN[name] ?? fallback);
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, fill(value)]));
}
