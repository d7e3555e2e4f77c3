import type { z } from 'zod';
import type { LocatedYaml } from './located-yaml.js';

/** A mistake that a schema found, with where it stands in the file. */
export function describeIssue(issue: z.core.$ZodIssue, yaml: LocatedYaml): string[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  const at = path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${yaml.locateKey([...path, key])}: ${[...path, key].join('.')} is not a known key`);
  }
  if (yaml.has(path)) return [`${yaml.locate(path)}: ${at === '' ? '' : `${at}: `}${issue.message}`];
  return [`${yaml.locate(path.slice(0, -1))}: ${at} is missing`];
}
