import type { Country } from './people/country.js';
import { belgium, ireland, netherlands } from './people/islands-and-lowlands.js';
import { france, germany, spain } from './people/mainland.js';

export const COUNTRIES: readonly [Country, ...Country[]] = [ireland, netherlands, germany, france, spain, belgium];
