export const name = 'shop';
export const name = 'store';
