export const c2f = (celsius) => (celsius * 9) / 5 + 32;
export const f2c = (fahrenheit) => ((fahrenheit - 32) * 5) / 9;
