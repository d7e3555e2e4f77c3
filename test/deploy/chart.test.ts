import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { AUTHORISATION } from '../../src/access/authorisation.js';
import { readConfig } from '../../src/config.js';
import { noDeployTools, runTool } from '../support/deploy-tools/deploy-tools.js';
import { missing } from '../support/require-parts.js';

const probe = z.object({ httpGet: z.object({ path: z.string() }) });
const workloadSchema = z.object({
  kind: z.literal('Deployment'),
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    replicas: z.number().optional(),
    template: z.object({
      spec: z.object({
        terminationGracePeriodSeconds: z.number(),
        securityContext: z.object({ runAsNonRoot: z.boolean() }),
        containers: z.array(
          z.object({
            name: z.string(),
            command: z.array(z.string()).optional(),
            securityContext: z.object({ readOnlyRootFilesystem: z.boolean(), allowPrivilegeEscalation: z.boolean() }),
            ports: z.array(z.object({ name: z.string(), containerPort: z.number() })),
            livenessProbe: probe,
            readinessProbe: probe.optional(),
          }),
        ),
      }),
    }),
  }),
});

const SET = ['--set', 'secrets.existing=concierge-secrets'];
/** What the chart's Secret must hold, as values.yaml says. */
const SECRET = {
  MONGO_URL: 'mongodb://mongo/concierge?replicaSet=rs',
  REDIS_URL: 'redis://redis:6379',
  APP_SECRET: 'a'.repeat(32),
  CUSTOMER_SECRET: 'c'.repeat(32),
  AGENT_PASSWORD: 'p'.repeat(12),
};

describe.skipIf(missing(noDeployTools()))('the chart', () => {
  it('passes the linter', () => {
    expect(runTool('helm', ['lint', 'deploy/chart', ...SET])).toMatchObject({ status: 0 });
  });

  it('is refused without the name of a Secret, which is told', () => {
    const { status, stderr } = runTool('helm', ['template', 'shop', 'deploy/chart', '--kube-version', '1.31.0']);
    expect(status).not.toBe(0);
    expect(stderr).toContain('/secrets/existing');
  });

  it('runs gateways and a worker that may change nothing but their data and are probed where the server answers', () => {
    const workloads = render().flatMap((one) => workloadSchema.safeParse(one).data ?? []);
    expect(workloads.map(({ metadata }) => metadata.name)).toEqual(['shop-gateway', 'shop-worker']);
    for (const { spec } of workloads) {
      const [container] = spec.template.spec.containers;
      expect(spec.template.spec.securityContext.runAsNonRoot).toBe(true);
      expect(container?.securityContext).toEqual({ readOnlyRootFilesystem: true, allowPrivilegeEscalation: false });
      expect(container?.ports.find(({ name }) => name === 'http')?.containerPort).toBe(readConfig({}).port);
      const paths = [container?.livenessProbe, container?.readinessProbe].flatMap((one) => one?.httpGet.path ?? []);
      for (const path of paths) expect(Object.keys(AUTHORISATION)).toContain(`GET ${path}`);
      expect(spec.template.spec.terminationGracePeriodSeconds).toBeGreaterThan(15);
    }
  });

  it('gives the server settings that it takes', () => {
    const settings = z.object({ kind: z.literal('ConfigMap'), data: z.record(z.string(), z.string()) });
    const found = render().map((one) => settings.safeParse(one).data?.data);
    const config = readConfig({ ...found.find((data) => data !== undefined), ...SECRET });
    expect(config).toMatchObject({ mongoUrl: SECRET.MONGO_URL, metricsPort: 9464, encoderProcesses: 1 });
  });

  it('scales by what is owed when told to, and leaves the number of pods to the autoscaler', () => {
    const rendered = render('--set', 'autoscaling.enabled=true');
    const kinds = z.object({ kind: z.string() });
    expect(rendered.filter((one) => kinds.parse(one).kind === 'HorizontalPodAutoscaler')).toHaveLength(2);
    expect(JSON.stringify(rendered)).toContain('concierge_turn_backlog');
    const workloads = rendered.flatMap((one) => workloadSchema.safeParse(one).data ?? []);
    expect(workloads.map(({ spec }) => spec.replicas)).toEqual([undefined, undefined]);
  });
});

function render(...more: string[]): unknown[] {
  const args = ['template', 'shop', 'deploy/chart', '--kube-version', '1.31.0', ...SET, ...more];
  const { status, stdout, stderr } = runTool('helm', args);
  if (status !== 0) throw new Error(stderr);
  return parseAllDocuments(stdout).map((document) => document.toJS());
}
