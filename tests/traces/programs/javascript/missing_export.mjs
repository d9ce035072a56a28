import { nothing } from './empty_lib.mjs';

nothing();
