import fc from 'fast-check';

/**
 * Properties are tried on the same values in every run, so that a change is judged by what it changed and not by luck.
 * `PROPERTY_SEED=random` looks further, as does any number; what it finds becomes an example of its property.
 */
const asked = process.env.PROPERTY_SEED ?? '20261129';
if (asked !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(asked) });
