export declare function buildWidget(options: { outfile: string }): Promise<{ bytes: number; gzipBytes: number }>;
