'use strict';
// Coupons that are running.

const OFFERS = [
  { code: 'SPRING', percent: 10 },
  { code: 'STAFF', percent: 30 },
];

function findOffer(code) {
  for (const offer of OFFERS) {
    if (offer.code === code) {
      return offer;
    }
  }
  return null;
}

module.exports = { findOffer };
