const INCH = 2.54;

export const in2cm = (inches) => inches * INCH;
export const cm2in = (centimetres) => centimetres / INCH;
