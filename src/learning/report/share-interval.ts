const Z = 1.959964;

/**
 * Where the true share lies with 95 % confidence, having seen `count` of `total`; [0, 1] when nothing was seen.
 * Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", 1927.
 */
export function shareInterval(count: number, total: number): [low: number, high: number] {
  if (total === 0) return [0, 1];
  const share = count / total;
  const scale = 1 + Z ** 2 / total;
  const centre = (share + Z ** 2 / (2 * total)) / scale;
  const reach = (Z / scale) * Math.sqrt((share * (1 - share)) / total + Z ** 2 / (4 * total ** 2));
  return [Math.max(0, centre - reach), Math.min(1, centre + reach)];
}
